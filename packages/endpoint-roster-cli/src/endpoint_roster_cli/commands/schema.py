"""roster schema."""

from __future__ import annotations

import click

from .. import schemas
from ..exit_codes import OK
from ..output.stdout import print_json
from ..output.tables import Column, print_table


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
@click.argument("name", type=click.Choice(schemas.names()), metavar="[NAME]", required=False)
@click.option("--list", "listed", is_flag=True, help="Print the names of all schemas.")
def command(name: str | None, listed: bool) -> int:
    """Print the JSON Schema of what a command prints: `listing` if no NAME is given."""
    if not listed:
        print_json(schemas.read(name or "listing"), indent=2)
        return OK
    if name:
        raise click.UsageError("--list takes no name.")
    names = schemas.names()
    # The first sentence of each; more of it is in the schema.
    about = [schemas.read(name).get("description", "").split(". ")[0] for name in names]
    describes = [sentence.removesuffix(".") for sentence in about]
    print_table([Column("NAME", names), Column("DESCRIBES", describes)])
    return OK
