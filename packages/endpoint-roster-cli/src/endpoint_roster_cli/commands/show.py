"""roster show: its options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..asking import asking

if TYPE_CHECKING:
    from ..asking import Asked


@click.command(
    "show",
    epilog="""\b
ID is an endpoint's id, its reference provider/account/id (as `roster list -o name`
prints it), its name, or how one of these begins; the exact one counts before others.
Given a reference, only its account is asked.
\b
Examples:
  roster show ep-20260114093012-x7k2p
  roster show together/prod/endpoint-4d7126d2 -o json
  roster show support-chat --provider volcengine
\b
Exit codes: 0 shown, 1 none or several match (they are listed), 2 wrong usage,
3 shown or not found, but an account failed that may have it, 4 no usable credentials.""",
)
@click.argument("wanted", metavar="ID")
@asking
@click.option(
    "-o",
    "--output",
    type=click.Choice(["text", "json", "yaml"]),
    default="text",
    show_default=True,
    help="How to print.",
)
def command(asked: Asked, wanted: str, output: str) -> int:
    """Show everything that is known of one endpoint, the provider's own fields too.

    The other options narrow the search.
    """
    from ..showing import run

    return run(asked, wanted, output)
