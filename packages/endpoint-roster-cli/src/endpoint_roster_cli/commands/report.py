"""roster report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..clock import clock
from ..endpoints.duplicates import warn_of_duplicates
from ..exit_codes import completeness
from ..options.accounts import AccountSource, open_roster
from ..options.sections import SectionedCommand
from ..options.selection import endpoint_options
from ..options.types import duration
from ..output.files import STDOUT, stdout_into
from ..output.messages import print_failures, print_notes
from ..output.stdout import write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import timedelta

    from endpoint_roster import Account, Endpoint, Failure, Listing

    from ..options.selection import Selection


@click.command(
    "report",
    cls=SectionedCommand,
    epilog="""\b
FILE is what roster list wrote with -o json or jsonl; - is stdin. The page
loads nothing from elsewhere, and works without JavaScript, in dark mode and
in print.
\b
Examples:
  roster report --sim --costs -o report.html
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
@endpoint_options
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, writable=True, allow_dash=True),
    default=STDOUT,
    metavar="PATH",
    help="Where to write the page; stdout if left out.",
)
@click.option(
    "--forgotten-after",
    type=duration,
    default="30d",
    show_default=True,
    metavar="DURATION",
    help="Age from which a running dedicated endpoint may have been forgotten.",
)
@click.option("--costs", is_flag=True, help="Ask for prices too, and show what it costs.")
def command(
    selection: Selection, file: str | None, output: str, forgotten_after: timedelta, costs: bool
) -> int:
    """Write an HTML page: totals, charts, what may be forgotten."""
    from ..report.page import page

    if output == STDOUT and sys.stdout.isatty():
        raise click.UsageError("refusing to write HTML to a terminal: use -o report.html.")
    if file is not None and costs:
        raise click.UsageError("a saved listing has its costs: save it with roster list --costs.")
    read = (
        _live(selection, forgotten_after, costs=costs)
        if file is None
        else _Read(_saved(selection, file))
    )
    written = page(
        read.listing,
        now=clock().now(),
        origin=_origin(selection, file),
        old=forgotten_after,
        console_url=read.console_url,
        is_own=read.is_own,
    )
    _write(written, output)
    if costs:
        print_notes(read.listing.accounts)
    warn_of_duplicates(read.accounts, read.listing.endpoints)
    print_failures(read.listing.failures)
    usable = read.accounts if file is None else True
    return completeness(complete=read.listing.complete, usable=usable)


class _Read(NamedTuple):
    """A listing, and what is known of it.

    Attributes:
        listing: The listing.
        accounts: Those that could be read.
        console_url: Where an endpoint is in its provider's web console. A saved listing does not
            have the addresses of the accounts' APIs, by which that is known.
        is_own: Whether an endpoint is one's own; a saved listing does not say.
    """

    listing: Listing
    accounts: Sequence[Account] = ()
    console_url: Callable[[Endpoint], str | None] = lambda _: None
    is_own: Callable[[Endpoint], bool] | None = None


def _origin(selection: Selection, file: str | None) -> str:
    """Say where the listing comes from."""
    if file is None:
        return f"read from {'simulated clouds' if selection.source.sim else 'the providers'}"
    from ..listing_file import STDIN

    name = "stdin" if file == STDIN else Path(file).name
    return f"from the saved listing {name}, whose states may have changed since"


def _live(selection: Selection, old: timedelta, *, costs: bool) -> _Read:
    """Return what the accounts have."""
    from ..endpoints.owned import owned
    from ..output.progress import shown_progress
    from ..report.figures import candidates

    with open_roster(selection.source) as roster:
        pager = roster.list(costs=costs, **selection.filters())
        with shown_progress(pager):
            listing = pager.collect()
            doubtful = (one for _, one in candidates(listing.endpoints, clock().now(), old))
            is_own = owned(roster, selection.filters(), doubtful)
    return _Read(listing, pager.accounts, roster.console_url, is_own)


def _saved(selection: Selection, file: str) -> Listing:
    """Return the selected endpoints of a saved listing.

    Raises:
        click.UsageError: An option that only makes sense for providers was given.
    """
    from endpoint_roster import Listing
    from endpoint_roster.query import Query

    from ..listing_file import read_listing

    filters: dict[str, Any] = {**selection.filters()}
    if filters.pop("provider_options", None) or selection.source != AccountSource():
        raise click.UsageError(
            "a saved listing cannot be combined with --provider-option, --config, --sim, --timeout"
            " or --deadline: leave them out, or leave out FILE."
        )
    query, saved = Query.of(**filters), read_listing(file)

    def selects(about: Endpoint | Failure) -> bool:
        return (not query.providers or about.provider in query.providers) and (
            not query.accounts or about.account in query.accounts
        )

    endpoints = query.pick([*filter(selects, saved.endpoints)])
    # An incomplete listing may lack selected endpoints, whatever is left out.
    return Listing(endpoints, [*filter(selects, saved.failures)], saved.complete)


def _write(written: str, output: str) -> None:
    with stdout_into(output, "-o"):
        write_bytes(written.encode())  # the page says that it is UTF-8, wherever it goes
        sys.stdout.flush()
