"""What differs between two listings.

What could not be read is never taken for gone.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, cast

import click
from endpoint_roster import Endpoint, to_dict

from ..output.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from endpoint_roster import Failure, Listing

Kind = Literal[
    "added", "found", "removed", "changed", "unknown", "account_failed", "account_recovered"
]
Side = Literal["before", "after"]
AccountKey = tuple[str, str]
Key = tuple[str, str, str, int]

#: Fields that change without anything having happened; costs also by being asked for or not.
VOLATILE = ("uptime", "cost", "raw")
_IDENTITY = ("provider", "account", "id")
#: The fields that two endpoints can differ in.
COMPARABLE = tuple(one.name for one in fields(Endpoint) if one.name not in _IDENTITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to an endpoint or to an account.

    Attributes:
        kind: What happened. ``found``: seen for the first time in an account that could never be
            read completely, so that it may not be new. ``unknown``: one of two listings does not
            have it and is incomplete.
        provider: Name of the provider.
        account: Label of the account.
        endpoint: The endpoint, as it is now or was last.
        before: What it was, where it changed.
        fields: Names of the fields that changed.
        failures: Why the account could not be read.
        since: When an account that has recovered had failed.
        side: Which of two listings is incomplete.
    """

    kind: Kind
    provider: str
    account: str
    endpoint: Endpoint | None = None
    before: Endpoint | None = None
    fields: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    since: datetime | None = None
    side: Side | None = None

    def data(self) -> dict[str, Any]:
        """Return the event as JSON data; see ``roster schema changes``."""
        endpoint, before = self.endpoint, self.before
        changes = field_changes(before, endpoint, self.fields) if before and endpoint else None
        data = {
            "event": self.kind,
            "provider": self.provider,
            "account": self.account,
            "id": endpoint.id if endpoint else None,
            "listing": self.side,
            "since": json_time(self.since) if self.since else None,
            "failures": [*self.failures] or None,
            "fields": changes,
            "endpoint": endpoint,
        }
        return {name: value for name, value in data.items() if value is not None}


class DuplicateError(Exception):
    """A listing has two endpoints with the same identity; ``str()`` is their reference."""


def json_time(moment: datetime) -> str:
    """Return a time in UTC as JSON has it."""
    return moment.isoformat().replace("+00:00", "Z")


def field_changes(before: Endpoint, after: Endpoint, names: Iterable[str]) -> dict[str, Any]:
    """Return as JSON data what each of these fields was and is."""
    old, new = to_dict(before), to_dict(after)
    return {name: {"before": old[name], "after": new[name]} for name in names}


def compared_fields(ignored: Sequence[str], *, all_fields: bool) -> tuple[str, ...]:
    """Return the names of the fields that are compared.

    Raises:
        click.UsageError: One that is to be ignored does not exist.
    """
    for name in ignored:
        if name not in COMPARABLE:
            meant = did_you_mean(name, COMPARABLE)
            raise click.UsageError(
                f"unknown field {name!r}.{meant} Choose from {', '.join(COMPARABLE)}."
            )
    left_out = {*ignored, *(() if all_fields else VOLATILE)}
    return tuple(name for name in COMPARABLE if name not in left_out)


def keyed(endpoints: Iterable[Endpoint]) -> dict[Key, Endpoint]:
    """Return endpoints by what identifies them.

    The last part of a key counts endpoints that have all else in common, such as those of a
    provider that sends no ids.
    """
    count: Counter[tuple[str, str, str]] = Counter()
    found: dict[Key, Endpoint] = {}
    for endpoint in endpoints:
        name = (endpoint.provider, endpoint.account, _composed(endpoint.id))
        count[name] += 1
        found[*name, count[name]] = endpoint
    return found


def compare(before: Listing, after: Listing, compared: Sequence[str]) -> list[Event]:
    """Return what differs between two listings, account by account.

    Raises:
        DuplicateError: One of them has an id twice in one account.
    """
    old, new = _unique(before), _unique(after)
    not_in_before, not_in_after = _doubt(before), _doubt(after)
    events: dict[AccountKey, list[Event]] = {}
    for key in old | new:
        was, now = old.get(key), new.get(key)
        event = difference(was, now, compared)
        if event is None:
            continue
        if was is None and not_in_before(event):
            event = endpoint_event("unknown", now, side="before")
        elif now is None and not_in_after(event):
            event = endpoint_event("unknown", was, side="after")
        events.setdefault((event.provider, event.account), []).append(event)
    return [event for account in events.values() for event in account]


def by_account(failures: Iterable[Failure]) -> dict[AccountKey, tuple[Failure, ...]]:
    """Return failures by the account that they belong to."""
    found: dict[AccountKey, tuple[Failure, ...]] = {}
    for failure in failures:
        account = (failure.provider, failure.account)
        found[account] = (*found.get(account, ()), failure)
    return found


def difference(was: Endpoint | None, now: Endpoint | None, compared: Iterable[str]) -> Event | None:
    """Return what happened to an endpoint, if anything did."""
    if was is None:
        return endpoint_event("added", now)
    if now is None:
        return endpoint_event("removed", was)
    differing = tuple(
        name
        for name in compared
        if (old := getattr(was, name)) != (new := getattr(now, name))
        and _composed(old) != _composed(new)
    )
    return endpoint_event("changed", now, before=was, fields=differing) if differing else None


def endpoint_event(kind: Kind, endpoint: Endpoint | None, **more: Any) -> Event:
    """Return an event of an endpoint."""
    assert endpoint is not None  # noqa: S101 - for the type checker: it is in one of the two
    return Event(
        kind=kind, provider=endpoint.provider, account=endpoint.account, endpoint=endpoint, **more
    )


def _composed(value: Any) -> Any:
    """Return text, and tags, as Unicode composes them: how accents are encoded does not matter."""
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        tags = cast("dict[str, Any]", value)
        return {_composed(name): _composed(text) for name, text in tags.items()}
    return value


def _unique(listing: Listing) -> dict[Key, Endpoint]:
    found = keyed(listing.endpoints)
    for provider, account, identifier, count in found:
        if count > 1 and identifier:
            raise DuplicateError(f"{provider}/{account}/{identifier}")
    return found


def _doubt(listing: Listing) -> Callable[[Event], bool]:
    """Return what tells whether the listing may lack an endpoint that existed."""
    failed = by_account(listing.failures)
    read = {(report.provider, report.account) for report in listing.accounts}
    cut = not listing.complete and not failed  # by --limit: anything may be missing

    def may_lack(event: Event) -> bool:
        account = (event.provider, event.account)
        return cut or account in failed or bool(read and account not in read)

    return may_lack
