"""roster diff: its options."""

from __future__ import annotations

import click

from ..asking import comparing


@click.command(
    "diff",
    epilog="""\b
A listing is what `roster list` wrote with -o json, yaml, jsonl or csv; `-` is stdin.
Endpoints are the same if provider, account and id are. uptime and raw move all the time
and count only with --all-fields.
\b
What one listing could not read is not gone: if its account failed there, an endpoint is
told as `?`, not known. jsonl and csv hold no failures and are taken as complete.
\b
Examples:
  roster list -o json > monday.json
  roster diff monday.json friday.json
  roster list -o json | roster diff monday.json - --ignore updated_at
  roster diff monday.json friday.json -o json | jq '.changed[].fields.state'
\b
Exit codes: 0 no difference, 1 differences, 2 trouble (wrong usage, unreadable file),
3 no difference is known, but a listing is incomplete.""",
)
@click.argument("before", metavar="A", type=click.Path())
@click.argument("after", metavar="B", type=click.Path())
@click.option(
    "-o",
    "--output",
    type=click.Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="How to print.",
)
@comparing
def command(
    before: str, after: str, output: str, ignored: tuple[str, ...], all_fields: bool
) -> int:
    """Tell what differs between two saved listings, A and B.

    Endpoints that were added (+), removed (-) or changed (~), and those of which that is not
    known (?).
    """
    from ..differing import run

    return run(before, after, output, ignored, all_fields=all_fields)
