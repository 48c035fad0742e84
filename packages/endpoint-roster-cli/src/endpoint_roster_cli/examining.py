"""roster doctor."""

from __future__ import annotations

import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click
from endpoint_roster import Diagnosis, PluginError, registry
from endpoint_roster.doctor.checks import NOT_REACHED

from .exit_codes import INCOMPLETE, NO_CREDENTIALS, OK
from .messages import warn
from .output import print_json, print_text
from .selecting import selected
from .sources import open_roster
from .terminals import colourful, obedient, room
from .text import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from endpoint_roster import DiagnosisStep, Roster

    from .selecting import Selected
    from .sources import Source

_AT_ONCE = 8
#: What stands before a step, and its colour on a terminal.
_MARKS = {
    "ok": ("ok", "green"),
    "warning": ("WARN", "yellow"),
    "failed": ("FAIL", "red"),
    "skipped": ("-", None),
    "unknown": ("?", None),
}
_MARK_WIDTH, _NAME_WIDTH = 4, 14
_NARROWEST = 20
_INDENT, _ADVICE = "  ", "-> "


def run(source: Source, providers: Sequence[str], accounts: Sequence[str], output: str) -> int:
    """Check accounts by listing each of them once.

    Args:
        source: Where the accounts come from.
        providers: Names of providers; all if empty.
        accounts: Labels of accounts; all if empty.
        output: ``table`` or ``json``.

    Returns:
        The exit code.
    """
    with open_roster(source) as roster:
        chosen = selected(roster, providers, accounts)
        _warn_of_plugins(chosen)
        if output == "json":
            found = _check(roster, chosen, lambda _: None)
            works = all(diagnosis.works for diagnosis in found)
            print_json({"accounts": [*map(_document, found)], "works": works}, indent=2)
        else:
            if obedient(sys.stderr):
                count = len(chosen.accounts) + len(chosen.unusable)
                warn(f"checking {count} account{'' if count == 1 else 's'}")
            found = _check(roster, chosen, _print)
        sys.stdout.flush()
    well = sum(diagnosis.works for diagnosis in found)
    if output == "table" and obedient(sys.stderr):
        warn(f"{well} of {len(found)} accounts work")
    if well == len(found):
        return OK
    return INCOMPLETE if chosen.accounts else NO_CREDENTIALS


def _check(roster: Roster, chosen: Selected, done: Callable[[Diagnosis], None]) -> list[Diagnosis]:
    """Check accounts, several at the same time.

    Args:
        roster: The roster.
        chosen: Its accounts that are to be checked.
        done: Called with each result as soon as it is there.

    Returns:
        The results in the accounts' order, those that cannot be used last.
    """
    pool = ThreadPoolExecutor(_AT_ONCE, "roster-doctor")
    try:
        checks = [pool.submit(roster.diagnose, account) for account in chosen.accounts]
        unusable = [Diagnosis.of_unusable(failure) for failure in chosen.unusable]
        for diagnosis in unusable:
            done(diagnosis)
        for check in as_completed(checks):
            done(check.result())
        return [*(check.result() for check in checks), *unusable]
    except BaseException:
        roster.close()  # which ends the checks that are under way: nobody waits for them any more
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _warn_of_plugins(chosen: Selected) -> None:
    """Tell of providers that cannot be loaded; whoever has an account there is told anyway."""
    told = {failure.provider for failure in chosen.unusable}
    for name in registry.names():
        try:
            registry.find(name)
        except PluginError as error:
            if name not in told:
                warn(str(error))


def _document(diagnosis: Diagnosis) -> dict[str, Any]:
    head = {"provider": diagnosis.provider, "account": diagnosis.account, "works": diagnosis.works}
    return head | asdict(diagnosis)


def _print(diagnosis: Diagnosis) -> None:
    """Print what was found of one account."""
    width = room(sys.stdout)
    coloured = colourful(sys.stdout)
    title = safe(f"{diagnosis.provider} ({diagnosis.account})")
    if coloured:
        title = click.style(title, bold=True)
    lines = [f"{title}: {'works' if diagnosis.works else 'does not work'}"]
    for step in diagnosis.steps:
        if step.outcome != "skipped" or step.detail != NOT_REACHED:
            lines += _lines(step, width, coloured=coloured)
    print_text("".join(f"{line}\n" for line in [*lines, ""]))
    sys.stdout.flush()


def _lines(step: DiagnosisStep, width: int | None, *, coloured: bool) -> list[str]:
    mark, colour = _MARKS[step.outcome]
    shown = mark.ljust(_MARK_WIDTH)
    if coloured:
        shown = click.style(shown, fg=colour, dim=True if colour is None else None)
    begin = f"{_INDENT}{shown}{_INDENT}{step.name.ljust(_NAME_WIDTH)}{_INDENT}"
    indent = " " * (len(_INDENT) * 3 + _MARK_WIDTH + _NAME_WIDTH)
    took = "" if step.seconds is None else _seconds(step.seconds)
    detail = safe(", ".join(part for part in (step.detail, took) if part))
    texts = _wrap(detail, width, indent)
    if step.advice:
        texts += _wrap(f"{_ADVICE}{safe(step.advice)}", width, indent)
    return [f"{begin}{texts[0]}".rstrip(), *(f"{indent}{text}" for text in texts[1:])]


def _wrap(text: str, width: int | None, indent: str) -> list[str]:
    """Break a text into lines that fit beside the indent; where there is no terminal, into one."""
    if width is None:
        return [text]
    # In a window that has no room beside the indent, lines wrap as the terminal does it.
    room_left = max(_NARROWEST, width - len(indent))
    further = " " * len(_ADVICE) if text.startswith(_ADVICE) else ""
    wrapped = textwrap.wrap(
        text, room_left, subsequent_indent=further, break_on_hyphens=False, break_long_words=False
    )
    return wrapped or [""]


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
