"""roster accounts: its options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..asking import with_accounts

if TYPE_CHECKING:
    from ..sources import Source


@click.command(
    "accounts",
    epilog="""\b
Nothing is sent; roster doctor tries the accounts. What a configuration file
names as the source of a secret (file, keyring, command) is asked for it.
\b
Examples:
  roster accounts
  roster accounts --config roster.toml -o wide
  roster accounts -o json | jq -r '.accounts[] | select(.usable | not).failure.advice'
\b
Exit codes: 0 all accounts can be used, 3 some cannot, 4 none can or there is none.""",
)
@with_accounts
@click.option(
    "-o",
    "--output",
    type=click.Choice(["table", "wide", "json", "jsonl", "yaml"]),
    default="table",
    show_default=True,
    help="How to print.",
)
def command(
    source: Source, providers: tuple[str, ...], accounts: tuple[str, ...], output: str
) -> int:
    """Show the accounts, and where their credentials were found, never their values."""
    from ..accounting import run

    return run(source, providers, accounts, output)
