"""roster diff."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import click
from endpoint_roster import to_dict

from .change_lines import SIGNS, describe
from .changes import Event, TwiceError, by_account, compare, compared_fields
from .exit_codes import ERROR, INCOMPLETE, OK
from .messages import print_failures, warn
from .output import print_json, print_text
from .saved import STDIN, SavedError, read_listing
from .terminals import colourful

if TYPE_CHECKING:
    from collections.abc import Sequence

    from endpoint_roster import Listing

    from .changes import Side

#: As `diff` has it.
DIFFERENT = ERROR


def run(
    before: str, after: str, output: str, ignored: Sequence[str], *, all_fields: bool = False
) -> int:
    """Tell what differs between two saved listings.

    Args:
        before: File of the earlier one; ``-`` for stdin.
        after: File of the later one.
        output: ``text``, ``json`` or ``jsonl``.
        ignored: Names of fields that do not count.
        all_fields: Whether those count too that move all the time.

    Returns:
        The exit code: 0 without differences, 1 with, 3 without any that is known where not
        everything is.

    Raises:
        click.UsageError: Both are stdin, or there is no such field.
        SavedError: One of them cannot be read.
    """
    if before == after == STDIN:
        raise click.UsageError("only one of the two can be stdin (-).")
    fields = compared_fields(ignored, all_fields=all_fields)
    listings = read_listing(before), read_listing(after)
    try:
        events = compare(*listings, fields)
    except TwiceError as error:
        raise SavedError(f"the same endpoint is in a listing twice: {error}.") from None
    _PRINTERS[output](events, *listings)
    sys.stdout.flush()
    return _summary(events, *listings)


def _summary(events: Sequence[Event], before: Listing, after: Listing) -> int:
    """Say on stderr what it comes to, and return the exit code."""
    sides: tuple[tuple[Side, Listing], ...] = (("before", before), ("after", after))
    for side, listing in sides:
        if not listing.complete or listing.failures:
            cut = "" if listing.failures else ", because a part of it was cut off (--limit)"
            warn(f"the listing {side} is incomplete{cut}; what it lacks may still be there")
            print_failures(listing.failures)
    count = Counter(event.kind for event in events)
    kinds = ("added", "removed", "changed")
    parts = [f"{count[kind]} {kind}" for kind in kinds]
    if count["unknown"]:
        parts.append(f"{count['unknown']} not known")
    warn(", ".join(parts))
    if any(count[kind] for kind in kinds):
        return DIFFERENT
    whole = before.complete and after.complete and not before.failures and not after.failures
    return OK if whole and not count["unknown"] else INCOMPLETE


def _text(events: Sequence[Event], _before: Listing, _after: Listing) -> None:
    coloured = colourful(sys.stdout)
    for event in events:
        sign, colour = SIGNS[event.kind]
        line = f"{sign} {describe(event)}"
        print_text(f"{click.style(line, fg=colour) if coloured else line}\n")


def _json(events: Sequence[Event], before: Listing, after: Listing) -> None:
    found: dict[str, list[Any]] = {
        kind: [_without_kind(event.data()) for event in events if event.kind == kind]
        for kind in ("added", "removed", "changed", "unknown")
    }
    failures = {
        side: [to_dict(failure) for failure in listing.failures]
        for side, listing in (("before", before), ("after", after))
    }
    complete = {"before": before.complete, "after": after.complete}
    print_json({**found, "failures": failures, "complete": complete}, indent=2)


def _without_kind(data: dict[str, Any]) -> dict[str, Any]:
    del data["event"]
    return data


def _jsonl(events: Sequence[Event], before: Listing, after: Listing) -> None:
    sides: tuple[tuple[Side, Listing], ...] = (("before", before), ("after", after))
    for side, listing in sides:
        for (provider, account), failures in by_account(listing.failures).items():
            failed = Event(
                kind="account_failed",
                provider=provider,
                account=account,
                failures=failures,
                side=side,
            )
            print_json(failed.data())
    for event in events:
        print_json(event.data())


_PRINTERS = {"text": _text, "json": _json, "jsonl": _jsonl}
