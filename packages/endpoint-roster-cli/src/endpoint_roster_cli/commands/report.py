"""roster report: its options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..asking import Span, asking

if TYPE_CHECKING:
    from datetime import timedelta

    from ..asking import Asked


@click.command(
    "report",
    epilog="""\b
FILE is what roster list wrote with -o json, yaml, jsonl or csv; - is stdin.
The page loads nothing from elsewhere, and can be read without JavaScript,
in the dark, and on paper.
\b
Examples:
  roster report --sim -o report.html
  roster report -o report.html --provider together
  roster list -o json > monday.json; roster report monday.json -o monday.html
  roster report monday.json --forgotten-after 7d > forgotten.html
\b
Exit codes: 0 complete; 3 incomplete, the page is written all the same.""",
)
@click.argument(
    "file",
    required=False,
    metavar="[FILE]",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
)
@asking
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, writable=True, allow_dash=True),
    default="-",
    metavar="PATH",
    help="Where to write the page; stdout if left out.",
)
@click.option(
    "--forgotten-after",
    type=Span(),
    default="30d",
    show_default=True,
    metavar="SPAN",
    help="From which age on what is dedicated and up may have been forgotten.",
)
def command(asked: Asked, file: str | None, output: str, forgotten_after: timedelta) -> int:
    """Write one page of HTML: totals, charts, what may be forgotten, and a table."""
    from ..reporting import run

    return run(asked, file, output, forgotten_after)
