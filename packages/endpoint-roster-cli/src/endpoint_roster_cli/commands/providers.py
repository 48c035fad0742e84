"""roster providers: its options."""

from __future__ import annotations

import click


@click.command(
    "providers",
    epilog="""\b
A filter that the provider takes saves requests; the others are filtered here,
with the same result. Providers of other packages are listed too, and a broken
one with why.
\b
Examples:
  roster providers
  roster providers -o wide
  roster providers -o json | jq '.providers[] | {name, tells}'
\b
Exit codes: 0 complete, 2 wrong usage.""",
)
@click.option(
    "-o",
    "--output",
    type=click.Choice(["table", "wide", "json", "yaml"]),
    default="table",
    show_default=True,
    help="How to print.",
)
def command(output: str) -> int:
    """Tell what each provider can filter, page and tell, and what it needs.

    Nothing is asked of any provider.
    """
    from ..provider_output import print_providers

    return print_providers(output)
