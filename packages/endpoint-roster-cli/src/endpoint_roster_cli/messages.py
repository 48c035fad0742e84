"""What is said beside the data: everything here goes to stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .text import counted, safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from endpoint_roster import Failure


def warn(message: str) -> None:
    """Print one line to stderr."""
    click.echo(f"roster: {safe(message)}", err=True)


def print_failures(failures: Iterable[Failure]) -> None:
    """Print what could not be reached to stderr."""
    for failure in failures:
        so_far = f" after {counted(failure.endpoints, 'endpoint')}" if failure.endpoints else ""
        where = f"{failure.provider} ({failure.account}): {failure.attempted}{so_far} failed"
        warn(f"{where}: {failure.cause}")
        warn(f"  {failure.advice}")
