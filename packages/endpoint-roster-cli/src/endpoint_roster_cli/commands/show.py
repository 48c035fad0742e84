"""roster show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..clock import clock
from ..endpoints import search
from ..exit_codes import ERROR, INCOMPLETE, NO_CREDENTIALS, OK
from ..options import completion
from ..options.accounts import open_roster
from ..options.sections import SectionedCommand
from ..options.selection import endpoint_options
from ..output.formats import emit, output_option
from ..output.messages import print_failures
from ..output.stdout import print_lines

if TYPE_CHECKING:
    from endpoint_roster import Endpoint, Failure, Roster

    from ..options.selection import Selection


@click.command(
    "show",
    cls=SectionedCommand,
    epilog="""\b
REFERENCE is provider/account/id (as `roster list -o name` prints it), an id,
a name, or how one of these begins; an exact match counts before others. Given
provider/account/id, only that account is read.
\b
Examples:
  roster show ep-20260114093012-x7k2p
  roster show together/prod/endpoint-4d7126d2 -o json
  roster show support-chat --provider volcengine
\b
Exit codes: 0 shown, 1 none or several match (they are listed), 2 wrong usage,
3 shown or not found, but an account failed that may have it, 4 no usable
credentials.""",
)
@click.argument("wanted", metavar="REFERENCE", shell_complete=completion.references)
@endpoint_options
@output_option("text", "json", "yaml", default="text")
def command(selection: Selection, wanted: str, output: str) -> int:
    """Show all that is known about one endpoint, freshly read.

    The other options narrow the search.
    """
    if not wanted.strip():
        raise click.UsageError("REFERENCE is empty. Give provider/account/id, an id or a name.")
    with open_roster(selection.source) as roster:
        endpoint = _named(roster, wanted)
        if endpoint is not None:
            emit(output, document=lambda: endpoint, text=lambda: _print(roster, endpoint))
            return OK
        filters = search.narrowed(selection.filters(), [wanted], roster)
        searched = search.read(roster.list(**filters), [wanted])
        found = search.match(searched.endpoints, wanted)
        if len(found.endpoints) != 1:
            code = _report(wanted, found, searched)
            print_failures(searched.failures)
            return code
        (listed,) = found.endpoints
        failures = [*searched.failures]
        fresh = _fresh(roster, listed, failures)
    emit(output, document=lambda: fresh, text=lambda: _print(roster, fresh))
    # An account that failed may have another one that matches as well.
    print_failures(failures)
    return INCOMPLETE if failures else OK


def _named(roster: Roster, wanted: str) -> Endpoint | None:
    """Read the endpoint that a word is the reference of; None if it is not."""
    from endpoint_roster import RosterError

    starts = [f"{account.provider}/{account.label}/" for account in roster.accounts]
    if not any(wanted.startswith(start) and wanted != start for start in starts):
        return None
    try:
        return roster.get(wanted, costs=True)
    except RosterError:  # the search says what is wrong, and what may have been meant
        return None


def _fresh(roster: Roster, listed: Endpoint, failures: list[Failure]) -> Endpoint:
    """Read an endpoint that was listed, which can say more than the list does."""
    from endpoint_roster import EndpointNotFoundError, ReadError

    try:
        return roster.get(listed, costs=True)
    except EndpointNotFoundError:
        return listed
    except ReadError as error:
        failures.append(error.failure)
        return listed


def _print(roster: Roster, endpoint: Endpoint) -> None:
    from ..endpoints.details import detail_lines

    print_lines(detail_lines(endpoint, clock().now(), roster.console_url(endpoint)))


def _report(wanted: str, found: search.Match, searched: search.Searched) -> int:
    """Say why there is nothing to show, and return the exit code."""
    if found.endpoints:
        search.report_several(wanted, found)
        return ERROR
    if not searched.accounts:
        return NO_CREDENTIALS
    search.report_none(wanted, searched)
    return INCOMPLETE if searched.failures else ERROR
