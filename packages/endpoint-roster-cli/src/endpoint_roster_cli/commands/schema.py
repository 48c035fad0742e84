"""roster schema: its options."""

from __future__ import annotations

import click

from ..schema_files import names


@click.command(
    "schema",
    epilog="""\b
All are JSON Schema 2020-12, complete in one document; only `config` is written
in draft 7, which editors of TOML know.
\b
Examples:
  roster schema > listing.schema.json
  roster schema --list
  roster list -o json | check-jsonschema --schemafile listing.schema.json -
  roster schema config > roster.schema.json   for the file of roster init
\b
Exit codes: 0 complete, 2 wrong usage.""",
)
@click.argument("name", type=click.Choice(names()), metavar="[NAME]", required=False)
@click.option("--list", "listed", is_flag=True, help="Print the names of all schemas.")
def command(name: str | None, listed: bool) -> int:
    """Print the JSON Schema of what a command prints: `listing` if no NAME is given."""
    if listed and name:
        raise click.UsageError("--list takes no name.")
    from ..publishing import print_names, print_schema

    return print_names() if listed else print_schema(name or "listing")
