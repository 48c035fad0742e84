"""roster update."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..actions.command import Asked, act_options, carry_out, show_plan
from ..options import completion
from ..options.accounts import open_roster
from ..options.sections import SectionedCommand
from ..options.selection import target_options
from ..options.settings import settings_options

if TYPE_CHECKING:
    from ..options.selection import Selection


@click.command(
    "update",
    cls=SectionedCommand,
    epilog="""\b
The settings are the provider's own; roster schema settings PROVIDER update
prints their JSON Schema, with which an editor checks and completes the file.
\b
Examples:
  roster update ppio/ppio/ep-46c9c5e94 --set worker_config.max_replicas=0
  roster update together/prod/endpoint-4d7126d2 -f changes.yaml --dry-run
\b
Exit codes: 0 all is done, or so already; 1 refused or failed, no reference
found, or the answer was no; 2 wrong usage, wrong settings, or --yes is
missing; 3 an account could not be read; 4 no usable credentials.""",
)
@click.argument("reference", metavar="REFERENCE", shell_complete=completion.references)
@settings_options
@target_options
@act_options
def command(
    selection: Selection, asked: Asked, reference: str, file: str | None, words: tuple[str, ...]
) -> int:
    """Change settings of an endpoint.

    REFERENCE is provider/account/id (as `roster list -o name` prints it), an id or a name. What
    would change is shown, and in a terminal you are asked.
    """
    from ..actions import targets

    targets.check_words(selection, [reference], "update", everything=False)
    with open_roster(selection.source) as roster:
        found = targets.find(roster, selection, [reference])
        from ..settings.provider import checked, schema_of
        from ..settings.text import lines_of

        (endpoint,) = found.endpoints
        schema = schema_of(endpoint.provider, "update")
        given = checked(endpoint.provider, "update", file, words, schema, endpoint.id)
        plan = roster.plan("update", endpoint, **given.values)
        changes = lines_of(given.values, schema)
        if asked.dry_run:
            return show_plan(plan, found.failures, asked, changes)
        sim = selection.source.sim
        return carry_out(roster, plan, found.failures, asked, changes, sim=sim)
