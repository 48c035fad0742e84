"""roster create."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..actions.command import Asked, act_options
from ..exit_codes import ERROR, INTERRUPTED, NO_CREDENTIALS, OK, USAGE
from ..options import completion
from ..options.accounts import open_roster
from ..options.sections import SectionedCommand
from ..options.selection import source_options
from ..options.settings import settings_options
from ..output.formats import emit
from ..output.messages import print_failures, print_messages, warn
from ..output.stdout import print_lines
from ..output.text import did_you_mean, safe

if TYPE_CHECKING:
    from endpoint_roster import Account, ActionResult, Roster

    from ..options.selection import Selection
    from ..settings.reading import Given
    from ..settings.schema import Schema

#: What providers call the name of an endpoint.
_NAMES = ("name", "Name", "display_name", "endpoint_name")


@click.command(
    "create",
    cls=SectionedCommand,
    epilog="""\b
ACCOUNT is an account's label or provider/label, as roster accounts prints
them. The settings are the provider's own; roster schema settings PROVIDER
create prints their JSON Schema, with which an editor checks and completes the
file. The request is sent once. If its answer is lost, the endpoint is looked
for.
\b
Examples:
  roster create ppio -f endpoint.toml
  roster create together/prod -f new.yaml --set display_name=chat --dry-run
  roster create huawei -f maas.yaml --set endpoint_name=chat --yes
\b
Exit codes: 0 created, or about to be, or there already; 1 refused or failed,
or the answer was no; 2 wrong usage, wrong settings, or --yes is missing; 4
the account has no usable credentials.""",
)
@click.argument("account", metavar="ACCOUNT", shell_complete=completion.accounts)
@settings_options
@source_options
@act_options
def command(
    selection: Selection, asked: Asked, account: str, file: str | None, words: tuple[str, ...]
) -> int:
    """Create an endpoint from settings.

    The settings are shown, and in a terminal you are asked.
    """
    with open_roster(selection.source) as roster:
        where = _account(roster, account)
        from ..settings.provider import checked, schema_of

        schema = schema_of(where.provider, "create")
        given = checked(where.provider, "create", file, words, schema)
        return _create(roster, where, given, schema, asked, sim=selection.source.sim)


def _account(roster: Roster, word: str) -> Account:
    """Return the account that a user means.

    Raises:
        click.UsageError: There is none, or several.
        click.exceptions.Exit: It cannot be used.
    """
    found = [a for a in roster.accounts if word in (a.label, f"{a.provider}/{a.label}")]
    unusable = [f for f in roster.unusable if word in (f.account, f"{f.provider}/{f.account}")]
    if unusable and not found:
        print_failures(unusable)
        raise click.exceptions.Exit(NO_CREDENTIALS)
    if len(found) == 1 and not unusable:
        return found[0]
    known = [f"{account.provider}/{account.label}" for account in found or roster.accounts]
    if found:
        known += [f"{failure.provider}/{failure.account}" for failure in unusable]
        raise click.UsageError(f"several accounts are called {word!r}: {', '.join(known)}.")
    labels = [account.label for account in roster.accounts]
    meant = did_you_mean(word, [*labels, *known])
    raise click.UsageError(f"unknown account {word!r}.{meant} Choose from {', '.join(known)}.")


def _create(
    roster: Roster, account: Account, given: Given, schema: Schema, asked: Asked, *, sim: bool
) -> int:
    from ..settings.text import lines_of, shown

    place = f"{account.provider}/{account.label}"
    title = f"to create in {safe(place)}:"
    lines = lines_of(given.values, schema)
    if asked.dry_run:
        plan = {"action": "create", "account": place, "settings": shown(given.values, schema)}
        emit(
            asked.output,
            document=lambda: plan,
            records=lambda: [plan],
            text=lambda: print_lines([title, *lines]),
        )
        return OK
    from ..actions.execution import recorded
    from ..actions.question import ask, can_ask

    if not asked.yes:
        print_messages([f"roster: {title}", *lines])
        if not can_ask():
            warn("nothing was sent: without a terminal, --yes is required")
            return USAGE
    name = next((given.values[key] for key in _NAMES if key in given.values), None)
    with recorded(wanted=not (asked.no_journal or sim)) as record:
        if not asked.yes and not ask(f"Create this endpoint in {place}?"):
            warn("nothing was sent")
            return ERROR
        record.begin("create", place, place, name)
        from ..actions.call import finished

        def create() -> ActionResult:
            return roster.create(account, given.values)

        result, undisturbed = finished(create, f"create in {safe(place)}")
        record.end(result, place)
        if undisturbed and asked.wait:
            undisturbed = _wait(roster, result, asked.seconds)
            record.settle(result, place)
    from ..actions.results import Results

    results = Results(asked.output)
    results.append(result)
    code = results.finish()
    return code if undisturbed else INTERRUPTED


def _wait(roster: Roster, result: ActionResult, seconds: float) -> bool:
    """Wait for what goes on by itself; tell whether Ctrl-C has not ended it."""
    from ..actions.waiting import settle

    if result.outcome != "accepted" or not result.reference:
        return True
    try:
        for _ in settle(roster, [result], seconds):
            pass
    except KeyboardInterrupt:
        return False
    return True
