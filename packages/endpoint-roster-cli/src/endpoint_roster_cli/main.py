"""The group of commands, and how they end.

Only click is imported at once, so that `--help` and `--version` are quick.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from . import __version__
from .clock import Clock
from .exit_codes import (
    ERROR,
    FOUND,
    INCOMPLETE,
    INTERRUPTED,
    NO_CREDENTIALS,
    OK,
    PIPE_CLOSED,
    USAGE,
)
from .options.completion import COMPLETE_VARIABLE
from .output.messages import fail, fail_text, in_the_shell, warn
from .output.text import did_you_mean
from .process import discard_stdout

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

#: The commands under the titles of the help; each is a module in `commands`.
GROUPS = {
    "Endpoints": ("list", "show", "costs", "watch", "check", "diff", "report", "exporter"),
    "Actions": ("stop", "start", "delete", "create", "update", "wait", "journal"),
    "Accounts": ("accounts", "doctor", "providers", "init"),
    "Tools": ("schema", "completion", "sim", "help", "version"),
}
COMMANDS = tuple(name for names in GROUPS.values() for name in names)
#: Other words for commands, as other tools have them.
ALIASES = {"ls": "list", "get": "show"}
#: Words that other tools have for what a command here does, or comes next to.
HABITS = {
    "list": "ps status search find count top",
    "show": "describe inspect info view cat",
    "watch": "events tail follow monitor",
    "start": "resume run activate up unpause enable",
    "stop": "pause kill shutdown deactivate down suspend halt disable",
    "delete": "rm remove destroy del terminate drop undeploy",
    "create": "new add deploy launch apply",
    "update": "edit set scale patch modify rename",
    "costs": "cost price prices billing spend usage",
    "check": "lint verify audit health",
    "journal": "history log logs",
    "accounts": "account whoami profiles contexts",
    "doctor": "auth ping test diagnose",
    "init": "login configure config setup",
    "report": "html export dashboard",
    "exporter": "metrics prometheus grafana serve",
}
_EPILOG = f"""\b
Examples:
  roster list --sim                 five simulated clouds: no key, no network
  roster init                       write a configuration file, then edit it
  roster doctor                     does every account answer?
  roster watch --state failed       changes as they happen
  roster check                      is anything broken, stuck or forgotten?
  roster list --costs --running-for 30d    what may be forgotten, and its cost
  roster stop --running-for 30d     shows the plan, asks, and stops it
  roster COMMAND --help             options and examples of a command
\b
Exit codes:
  {OK}  complete
  {ERROR}  error, or an action that was refused or failed
  {USAGE}  wrong usage
  {INCOMPLETE}  incomplete: some accounts or actions failed, the rest is done
  {NO_CREDENTIALS}  no usable credentials
  {FOUND}  check found something
Interrupted: {INTERRUPTED}. The reader of the output is gone: {PIPE_CLOSED}."""


#: Characters of a command's first sentence in the help; none has more.
_LONGEST = 200
#: Why writing to a stream fails; files and connections say it with their names.
_UNWRITABLE = (errno.ENOSPC, errno.EBADF, errno.EIO, errno.EFBIG, errno.EDQUOT)


def main(arguments: Sequence[str] | None = None, *, clock: Clock | None = None) -> int:
    """Run the command.

    Args:
        arguments: Words after the command's name; those of the process if left out.
        clock: Where the time comes from; the system if left out.

    Returns:
        The exit code; see ``roster --help``.
    """
    try:
        code: Any = roster.main(
            arguments,
            prog_name="roster",
            complete_var=COMPLETE_VARIABLE,
            standalone_mode=False,
            obj=clock or Clock(),
        )
    except click.UsageError as error:
        from .output.usage import report_usage

        report_usage(error)
        return error.exit_code
    except click.ClickException as error:
        fail_text(error.format_message())
        return error.exit_code
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OSError as error:
        return _report(error) if error.filename else _report_output(error)
    except Exception as error:  # noqa: BLE001 - no traceback, whatever happens
        words = sys.argv[1:] if arguments is None else arguments
        return _report(error, command=words[0] if words else "")
    return code if isinstance(code, int) else OK


@contextmanager
def _quiet_when_the_pipe_closes() -> Generator[None]:
    """End without a message when the reader of the output is gone."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        discard_stdout()
        raise click.exceptions.Exit(PIPE_CLOSED) from None


def _report_output(error: OSError) -> int:
    """Print why stdout could not be written, and return the exit code."""
    if error.errno not in _UNWRITABLE:
        return _report(error)
    discard_stdout()
    closed = error.errno == errno.EBADF
    fail("stdout is closed" if closed else f"stdout cannot be written: {error.strerror}")
    return ERROR


def _report(error: Exception, command: str = "") -> int:
    """Print an error of a command, and return the exit code."""
    if os.environ.get("ROSTER_TRACEBACK"):
        raise error
    if COMPLETE_VARIABLE in os.environ:
        return ERROR  # a shell asks, and its user is in the middle of a line
    from endpoint_roster import NoAccountsError, QueryError, RosterError
    from endpoint_roster.config import default_file

    if not isinstance(error, RosterError):  # its text may hold anything
        name = type(error).__name__
        fail(f"unexpected error ({name})", "Set ROSTER_TRACEBACK=1 to see where.")
        return ERROR
    if isinstance(error, QueryError):
        fail(
            in_the_shell(error.cause), f"{in_the_shell(error.advice)}\nSee roster {command} --help."
        )
        return USAGE
    fail(error.cause, in_the_shell(error.advice))
    if isinstance(error, NoAccountsError):
        if not os.path.exists(default_file()):  # noqa: PTH110 - else `roster init` would refuse
            warn("  Or write a configuration file: roster init")
        warn("  Without any key, try: roster list --sim")
        return NO_CREDENTIALS
    return ERROR


class _Commands(click.Group):
    """Loads the module of a command when it is needed."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; within click, which would take a closed pipe for an error."""
        try:
            with _quiet_when_the_pipe_closes():
                return super().invoke(ctx)
        except click.UsageError as error:
            name = ctx.invoked_subcommand
            if error.ctx is None and name and (command := self.get_command(ctx, name)):
                error.ctx = click.Context(command, parent=ctx, info_name=name)
            raise

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        """Return the names of the commands, in the order of the help."""
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of this name."""
        name = ALIASES.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        return import_module(f".commands.{name}", __package__).command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands group by group, each with its first sentence, never cut."""
        also = {name: f"{name}, {alias}" for alias, name in ALIASES.items()}
        width = max(len(also.get(name, name)) for name in COMMANDS)
        for title, names in GROUPS.items():
            commands = ((name, self.get_command(ctx, name)) for name in names)
            with formatter.section(title):
                formatter.write_dl(
                    [
                        (f"{also.get(name, name):{width}}", command.get_short_help_str(_LONGEST))
                        for name, command in commands
                        if command
                    ]
                )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; where there is none, say which one may have been meant."""
        name = args[0]
        is_known = name in COMMANDS or name in ALIASES
        if not is_known and not name.startswith("-") and not ctx.resilient_parsing:
            ctx.fail(f"unknown command {name!r}.{_meant(name)}")
        return super().resolve_command(ctx, args)


def _meant(name: str) -> str:
    """Ask for the command that was meant: by how another tool calls it, or by its letters."""
    for command, words in HABITS.items():
        if command in COMMANDS and name.lower() in words.split():
            return f" Did you mean {command}?"
    return did_you_mean(name, COMMANDS, 3)


@click.group(
    cls=_Commands,
    help="Inference endpoints of every account on every cloud.",
    epilog=_EPILOG,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="roster", message="%(prog)s %(version)s")
@click.pass_context
def roster(ctx: click.Context) -> None:
    """Print the help if no command is given; its text is in the decorator."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
