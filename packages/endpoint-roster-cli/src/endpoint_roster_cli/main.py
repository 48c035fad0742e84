"""The command, its options, and how it ends.

Everything but click is imported where it is used, so that `--help` and `--version` are quick.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from . import __version__
from .exit_codes import (
    ERROR,
    INCOMPLETE,
    INTERRUPTED,
    NO_CREDENTIALS,
    OK,
    PIPE_CLOSED,
    USAGE,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence


_EXIT_CODES = f"""\b
Exit codes:
  {OK}  complete
  {ERROR}  error
  {USAGE}  wrong usage
  {INCOMPLETE}  incomplete: some accounts failed, the rest is printed
  {NO_CREDENTIALS}  no usable credentials"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: Words after the command's name; those of the process if left out.

    Returns:
        The exit code; see ``roster --help``.
    """
    try:
        code: Any = roster.main(arguments, prog_name="roster", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - no traceback, whatever happens
        return _unexpected(error)
    return code if isinstance(code, int) else OK


@contextmanager
def _quiet_when_the_pipe_closes() -> Generator[None]:
    """End without a word when nobody reads the output any longer."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would try to write the rest once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(PIPE_CLOSED) from None


def _unexpected(error: Exception) -> int:
    """Tell of an error without its text, which may hold anything."""
    if os.environ.get("ROSTER_TRACEBACK"):
        raise error
    from endpoint_roster import RosterError

    if isinstance(error, RosterError):
        return _known(error)
    message = f"unexpected error ({type(error).__name__}); set ROSTER_TRACEBACK=1 to see where"
    click.echo(f"roster: {message}", err=True)
    return ERROR


def _known(error: Any) -> int:
    from endpoint_roster import NoAccountsError, QueryError

    from .text import safe

    click.echo(f"roster: {safe(str(error))}", err=True)
    if isinstance(error, NoAccountsError):
        click.echo("roster: without any key, try: roster list --sim", err=True)
        return NO_CREDENTIALS
    return USAGE if isinstance(error, QueryError) else ERROR


@click.group(
    help="Inference endpoints of every account on every cloud.",
    epilog=_EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="roster", message="%(prog)s %(version)s")
def roster() -> None:
    """Group the commands; what users read is in the decorator."""


@roster.command(
    "list",
    epilog="""\b
Accounts come from --config, else from the configuration file (ENDPOINT_ROSTER_CONFIG, or
endpoint-roster/config.toml where the platform keeps such files), else from the environment
(TOGETHER_API_KEY, ...).
\b
Examples:
  roster list --sim
  roster list --provider together --state running
  roster list -o json | jq '.endpoints[] | select(.kind == "dedicated")'""",
)
@click.option("--provider", "providers", multiple=True, metavar="NAME", help="Only this provider.")
@click.option(
    "--account", "accounts", multiple=True, metavar="LABEL", help="Only accounts of this label."
)
@click.option(
    "--state",
    "states",
    multiple=True,
    metavar="STATE",
    help="Only this state: pending, starting, running, degraded, stopping, stopped, failed,"
    " unknown.",
)
@click.option("--model", metavar="TEXT", help="Only models with this text in their name.")
@click.option(
    "-o",
    "--output",
    type=click.Choice(["table", "json", "jsonl"]),
    default="table",
    show_default=True,
    help="How to print.",
)
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="Accounts from a TOML file.",
)
@click.option("--sim", is_flag=True, help="List simulated clouds: no key and no network needed.")
@click.option(
    "--sim-endpoints",
    type=click.IntRange(0),
    metavar="N",
    help="Endpoints of each simulated cloud.",
)
def list_command(output: str, config: str | None, **options: Any) -> int:
    """List endpoints, every page of every account.

    Options that can be given several times let through what matches any of them.
    """
    sim, endpoints = options.pop("sim"), options.pop("sim_endpoints")
    if sim and config:
        raise click.UsageError("--sim and --config exclude each other.")
    if endpoints is not None and not sim:
        raise click.UsageError("--sim-endpoints needs --sim.")
    from .listing import run

    with _quiet_when_the_pipe_closes():
        return run(output, config, options, sim=sim, sim_endpoints=endpoints)


@roster.command(
    "sim",
    epilog="""\b
A fault is KIND[=AMOUNT][,OPTION]...:
  status=503      the provider's own error; also 503; retry-after=TEXT adds the
                  header (date+5: the HTTP date 5 seconds from now)
  latency=0.2     the answer is late, in seconds
  reset           the connection is reset; reset=0.5: after half of the body
  truncation=0.5  the body ends there; silent: Content-Length fits it
  drip=2          the body takes so many seconds; pieces=10
  token-expiry    tokens cease to be valid (huawei)
  clock-skew=600  the server's clock is ahead, in seconds
  drift=appear    an endpoint appears on top of the list; drift=vanish: goes
\b
When, by the count of requests at each provider (always, if left out):
  nth=2   every=10   rate=0.05 or 5% (seed=7)   and only at: provider=together
\b
Examples:
  roster sim --fault 429,retry-after=2,every=5 --fault reset,rate=5%
  roster sim --fault drift=vanish,nth=2,provider=ppio --epoch 2026-03-01""",
)
@click.option(
    "--ready-file",
    type=click.Path(dir_okay=False, writable=True),
    metavar="PATH",
    help="Write addresses and credentials here, once connections are accepted;"
    " without it, they are printed.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, another fleet.")
@click.option(
    "--endpoints", type=click.IntRange(0), metavar="N", help="Endpoints of each simulated cloud."
)
@click.option(
    "--epoch",
    metavar="TIME",
    help="Every endpoint is older than this, such as 2026-03-01; the start of today in UTC if left"
    " out.",
)
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="FAULT",
    help="Let something go wrong, such as status=503,nth=2; can be given several times.",
)
def sim_command(ready_file: str | None, **options: Any) -> int:
    """Simulate the five clouds until SIGINT or SIGTERM.

    For each provider, the ready file tells base_url and credentials, which our clients and the
    official SDKs take.
    """
    from .simulation import serve

    with _quiet_when_the_pipe_closes():
        return serve(ready_file, **options)
