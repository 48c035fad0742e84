"""Messages on stderr, beside the data."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from .text import counted, safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from endpoint_roster import AccountReport, Failure


def warn(message: str) -> None:
    """Print one line; where stderr takes nothing, data and exit code still say what they say."""
    with suppress(OSError):
        click.echo(f"roster: {safe(message)}", err=True)


def print_messages(lines: Iterable[str]) -> None:
    """Print lines that are harmless already, as they are."""
    with suppress(OSError):
        for line in lines:
            click.echo(line, err=True)


def print_failures(failures: Iterable[Failure]) -> None:
    """Print each failure, and what to do about it."""
    for failure in failures:
        warn(": ".join(describe_failure(failure)))
        warn(f"  {failure.advice}")


def print_notes(reports: Iterable[AccountReport]) -> None:
    """Print what was unusual in the reading of each account, such as prices that were missing."""
    for report in reports:
        for note in report.notes:
            warn(f"{report.provider} ({report.account}): {note}")


def describe_failure(failure: Failure) -> tuple[str, str]:
    """Return whose failure it is, and what failed after how much and why."""
    so_far = f" after {counted(failure.endpoints, 'endpoint')}" if failure.endpoints else ""
    account = f"{failure.provider} ({failure.account})"
    return account, f"{failure.attempted}{so_far} failed: {failure.cause}"
