"""roster schema."""

from __future__ import annotations

import click

from .. import schemas
from ..exit_codes import OK
from ..options import completion
from ..output.stdout import print_json
from ..output.tables import Column, print_table

#: Not a schema of ours, but of each provider's API.
_SETTINGS = "settings"
_NAMES = sorted([*schemas.names(), _SETTINGS])


@click.command(
    "schema",
    epilog="""\b
All are JSON Schema 2020-12, complete in one document; only `config` is
written in draft 7, which editors of TOML know.
\b
Examples:
  roster schema > listing.schema.json
  roster schema --list
  roster list -o json | check-jsonschema --schemafile listing.schema.json -
  roster schema config > roster.schema.json   for the file of roster init
  roster schema settings together create > together.schema.json
                                               for the file of roster create
\b
Exit codes: 0 complete, 2 wrong usage.""",
)
@click.argument("name", type=click.Choice(_NAMES), metavar="[NAME]", required=False)
@click.argument("provider", required=False, shell_complete=completion.providers)
@click.argument("action", type=click.Choice(("create", "update")), required=False)
@click.option("--list", "listed", is_flag=True, help="Print the names of all schemas.")
def command(name: str | None, provider: str | None, action: str | None, listed: bool) -> int:
    """Print the JSON Schema of what a command prints.

    NAME defaults to `listing`.

    `settings PROVIDER create|update` prints that of the settings that `roster create` and `update`
    take.
    """
    if name == _SETTINGS:
        if not provider or not action:
            raise click.UsageError("say whose settings: roster schema settings PROVIDER create")
        return _print_settings(provider, action)
    if provider:
        raise click.UsageError(f"{name} takes no further words.")
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


def _print_settings(provider: str, action: str) -> int:
    from endpoint_roster import RosterError

    from ..settings.provider import schema_of

    try:
        schema = schema_of(provider, action)
    except RosterError as error:  # no such provider, or its client is not installed
        raise click.UsageError(str(error)) from None
    print_json(schema, indent=2)
    return OK
