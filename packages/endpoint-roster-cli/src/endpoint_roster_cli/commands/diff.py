"""roster diff."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from ..exit_codes import ERROR, INCOMPLETE, OK
from ..options.selection import comparison_options
from ..output.formats import emit, output_option
from ..output.messages import describe_failure, fail_text, in_the_shell, print_failures, warn
from ..output.stdout import print_lines
from ..output.terminal import styled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from endpoint_roster import Failure, Listing

    from ..changes.comparison import Event, Side

#: As `diff` has it.
_DIFFERENT = ERROR
_KINDS = ("added", "removed", "changed")


@click.command(
    "diff",
    epilog="""\b
A listing is what `roster list` wrote with -o json or jsonl; `-` is stdin.
Endpoints are the same if provider, account and id are. uptime and raw change
all the time, and cost needs --costs: they count only with --all-fields.
\b
What one listing could not read is not gone: if its account failed there, an
endpoint is printed with `?`, not known. jsonl holds no failures and is taken
as complete.
\b
Examples:
  roster list -o json > monday.json
  roster diff monday.json friday.json
  roster list -o json | roster diff monday.json - --ignore updated_at
  roster diff monday.json friday.json -o json | jq '.changed[].fields.state'
\b
Exit codes: 0 no difference, 1 differences, 2 trouble (wrong usage, unreadable
file), 3 no difference is known, but a listing is incomplete.""",
)
@click.argument("before", metavar="A", type=click.Path())
@click.argument("after", metavar="B", type=click.Path())
@output_option("text", "json", "jsonl", default="text")
@comparison_options
def command(
    before: str, after: str, output: str, ignored: tuple[str, ...], all_fields: bool
) -> int:
    """Compare two saved listings, A and B.

    Prints endpoints that were added (+), removed (-) or changed (~), and those for which that is
    not known (?).
    """
    from ..changes.comparison import DuplicateError, compare, compared_fields
    from ..listing_file import STDIN, ListingFileError

    if before == after == STDIN:
        raise click.UsageError("only one of the two can be stdin (-).")
    fields = compared_fields(ignored, all_fields=all_fields)
    listings = _read(before, after)
    try:
        events = compare(listings["before"], listings["after"], fields)
    except DuplicateError as error:
        raise ListingFileError(f"the same endpoint is in a listing twice: {error}.") from None
    emit(
        output,
        document=lambda: _document(events, listings),
        records=lambda: _records(events, listings),
        text=lambda: _print(events),
    )
    return _summarise(events, listings)


def _read(before: str, after: str) -> dict[Side, Listing]:
    """Return both listings; where neither can be read, each reason is printed.

    Raises:
        ListingFileError: One of them cannot be read.
    """
    from ..listing_file import ListingFileError, read_listing

    paths: dict[Side, str] = {"before": before, "after": after}
    listings: dict[Side, Listing] = {}
    errors: dict[str, ListingFileError] = {}
    for side, path in paths.items():
        try:
            listings[side] = read_listing(path)
        except ListingFileError as error:
            errors[path] = error
    if errors:
        *others, last = errors.values()
        for error in others:
            fail_text(error.message)
        raise last
    return listings


def _summarise(events: Sequence[Event], listings: dict[Side, Listing]) -> int:
    """Print a summary on stderr, and return the exit code."""
    _warn_of_failures(listings)
    count = Counter(event.kind for event in events)
    parts = [f"{count[kind]} {kind}" for kind in _KINDS]
    if count["unknown"]:
        parts.append(f"{count['unknown']} not known")
    warn(", ".join(parts))
    if any(count[kind] for kind in _KINDS):
        return _DIFFERENT
    complete = all(listing.complete and not listing.failures for listing in listings.values())
    return OK if complete and not count["unknown"] else INCOMPLETE


def _warn_of_failures(listings: dict[Side, Listing]) -> None:
    """Print which listing is incomplete, and each failure once, though both can have it."""
    said = {side: {*map(_said, listing.failures)} for side, listing in listings.items()}
    both = said["before"] & said["after"]
    for side, listing in listings.items():
        if not listing.complete or listing.failures:
            cut = "" if listing.failures else ", because a part of it was cut off (--limit)"
            warn(f"the listing {side} is incomplete{cut}; what it lacks may still be there")
            print_failures(one for one in listing.failures if _said(one) not in both)
    if both:
        warn("in both listings:")
        print_failures(one for one in listings["after"].failures if _said(one) in both)


def _said(failure: Failure) -> tuple[str, ...]:
    """Return what is printed of a failure."""
    return (*describe_failure(failure), in_the_shell(failure.advice))


def _print(events: Sequence[Event]) -> None:
    from ..changes.lines import SIGNS, describe

    for event in events:
        sign, colour = SIGNS[event.kind]
        print_lines([styled(f"{sign} {describe(event)}", fg=colour)])


def _document(events: Sequence[Event], listings: dict[Side, Listing]) -> dict[str, Any]:
    found: dict[str, Any] = {kind: [] for kind in (*_KINDS, "unknown")}
    for event in events:
        data = event.data()
        found[data.pop("event")].append(data)
    failures = {side: [*listing.failures] for side, listing in listings.items()}
    complete = {side: listing.complete for side, listing in listings.items()}
    return {**found, "failures": failures, "complete": complete}


def _records(events: Sequence[Event], listings: dict[Side, Listing]) -> Iterator[dict[str, Any]]:
    from ..changes.comparison import Event, by_account

    for side, listing in listings.items():
        for (provider, account), failures in by_account(listing.failures).items():
            failed = Event(
                kind="account_failed",
                provider=provider,
                account=account,
                failures=failures,
                side=side,
            )
            yield failed.data()
    for event in events:
        yield event.data()
