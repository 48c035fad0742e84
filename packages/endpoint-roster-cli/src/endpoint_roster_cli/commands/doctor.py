"""roster doctor."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from ..endpoints.duplicates import warn_of_duplicates
from ..exit_codes import completeness
from ..options.accounts import open_roster
from ..options.sections import SectionedCommand
from ..options.selection import account_options
from ..output.formats import emit, output_option
from ..output.messages import in_the_shell, warn
from ..output.stdout import print_lines
from ..output.terminal import line_width, styled, takes_escapes, wrapped
from ..output.text import counted, safe

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from endpoint_roster import Diagnosis, DiagnosisStep, Roster

    from ..options.accounts import Accounts
    from ..options.selection import Selection

_AT_ONCE = 8
#: Longest wait in seconds; a signal that comes while a wait begins does not end it.
_STEP = 0.2
#: What stands before a step, and its colour on a terminal.
_MARKS = {
    "ok": ("ok", "green"),
    "warning": ("WARN", "yellow"),
    "failed": ("FAIL", "red"),
    "skipped": ("-", None),
    "unknown": ("?", None),
}
_MARK_WIDTH, _NAME_WIDTH = 4, 14
_INDENT = "  "


@click.command(
    "doctor",
    cls=SectionedCommand,
    epilog="""\b
The steps: credentials found, client installed, host reached, TLS trusted,
clock in sync (signatures depend on it), authenticated, endpoints listed.
After the first that fails, the others are skipped. They are printed where
something is wrong; an account that works takes one line.
\b
Examples:
  roster doctor
  roster doctor --account production --timeout 5 --verbose
  roster doctor -o json | jq '.accounts[] | select(.works | not)'
\b
Exit codes: 0 all accounts work (there may be warnings), 3 some do not, 4 none
can be used or there is none.""",
)
@account_options
@output_option("table", "json", default="table")
@click.option("--verbose", "-v", is_flag=True, help="Print the steps of accounts that work, too.")
def command(selection: Selection, output: str, *, verbose: bool) -> int:
    """Check each account with a real listing, and advise on faults."""
    people = output == "table" and takes_escapes(sys.stderr)
    with open_roster(selection.source) as roster:
        accounts = selection.accounts(roster)
        _warn_of_plugins(accounts)
        if people:
            count = len(accounts.usable) + len(accounts.unusable)
            warn(f"checking {counted(count, 'account')}")
        show = partial(_print, verbose=verbose)
        found = _check(roster, accounts, show if output == "table" else lambda _: None)
        working = sum(diagnosis.works for diagnosis in found)
        document = {"accounts": [one.to_dict() for one in found], "works": working == len(found)}
        # For people, each account was printed as soon as it was checked.
        emit(output, document=lambda: document, text=lambda: None)
        warn_of_duplicates(accounts.usable, ())
    if people:
        verb = "works" if 1 in (working, len(found)) else "work"
        warn(f"{working:,} of {counted(len(found), 'account')} {verb}")
    return completeness(complete=working == len(found), usable=accounts.usable)


def _check(
    roster: Roster, accounts: Accounts, done: Callable[[Diagnosis], None]
) -> list[Diagnosis]:
    """Check accounts, several at the same time, and return the results in their order."""
    from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

    from endpoint_roster import Diagnosis

    pool = ThreadPoolExecutor(_AT_ONCE, "roster-doctor")
    try:
        checks = [pool.submit(roster.diagnose, account) for account in accounts.usable]
        unusable = [Diagnosis.of_unusable(failure) for failure in accounts.unusable]
        for diagnosis in unusable:
            done(diagnosis)
        left: list[Future[Diagnosis]] = checks
        while left:
            wait(left, _STEP, FIRST_COMPLETED)
            ended = [check for check in left if check.done()]
            for check in ended:
                done(check.result())
            left = [check for check in left if check not in ended]
        return [*(check.result() for check in checks), *unusable]
    except BaseException:
        roster.close()  # which ends the checks that are under way: their results are not needed
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _warn_of_plugins(accounts: Accounts) -> None:
    """Report providers that cannot be loaded, unless an account of theirs will say so."""
    from endpoint_roster import PluginError, registry

    reported = {failure.provider for failure in accounts.unusable}
    for name in registry.names():
        try:
            registry.find(name)
        except PluginError as error:
            if name not in reported:
                warn(str(error))


def _print(diagnosis: Diagnosis, *, verbose: bool) -> None:
    """Print what was found of one account: a line, and where that is not all the steps."""
    from endpoint_roster.doctor.checks import NOT_REACHED

    title = styled(safe(f"{diagnosis.provider} ({diagnosis.account})"), bold=True)
    result = "works" if diagnosis.works else "does not work"
    lines = [f"{title}: {result}{_found(diagnosis)}"]
    if verbose or any(step.outcome in ("failed", "warning") for step in diagnosis.steps):
        for step in diagnosis.steps:
            if step.outcome != "skipped" or step.detail != NOT_REACHED:
                lines += _lines(step, line_width(sys.stdout))
        lines.append("")
    print_lines(lines)
    sys.stdout.flush()


def _found(diagnosis: Diagnosis) -> str:
    """Say what an account that works has, and how long it took to read."""
    if not diagnosis.works:
        return ""
    return f", {counted(diagnosis.endpoints, 'endpoint')} in {_seconds(diagnosis.seconds)}"


def _lines(step: DiagnosisStep, width: int | None) -> list[str]:
    mark, colour = _MARKS[step.outcome]
    shown = styled(mark.ljust(_MARK_WIDTH), fg=colour, dim=True if colour is None else None)
    begin = f"{_INDENT}{shown}{_INDENT}{step.name.ljust(_NAME_WIDTH)}{_INDENT}"
    indent = " " * (len(_INDENT) * 3 + _MARK_WIDTH + _NAME_WIDTH)
    took = "" if step.seconds is None else _seconds(step.seconds)
    detail = safe(", ".join(part for part in (step.detail, took) if part))
    texts = wrapped(detail, width, len(indent))
    if step.advice:
        texts += wrapped(f"-> {safe(in_the_shell(step.advice))}", width, len(indent), hang=3)
    return [f"{begin}{texts[0]}".rstrip(), *(f"{indent}{text}" for text in texts[1:])]


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
