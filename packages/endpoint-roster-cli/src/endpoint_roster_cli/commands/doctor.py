"""roster doctor: its options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..asking import with_accounts

if TYPE_CHECKING:
    from ..sources import Source


@click.command(
    "doctor",
    epilog="""\b
The steps: credentials found, client installed, host reached, TLS trusted, clock
right (signatures depend on it), let in, endpoints listed. After the first that
fails, the rest is skipped.
\b
Examples:
  roster doctor
  roster doctor --account production --timeout 5
  roster doctor -o json | jq '.accounts[] | select(.works | not)'
\b
Exit codes: 0 all accounts work (there may be warnings), 3 some do not, 4 none
can be used or there is none.""",
)
@with_accounts
@click.option(
    "-o",
    "--output",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print.",
)
def command(
    source: Source, providers: tuple[str, ...], accounts: tuple[str, ...], output: str
) -> int:
    """Check each account by a real listing, and say what to do about each fault."""
    from ..examining import run

    return run(source, providers, accounts, output)
