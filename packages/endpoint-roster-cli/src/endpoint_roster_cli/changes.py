"""What differs between two listings, and between two readings of the same accounts.

What could not be read is never taken for gone: an account that failed keeps what is known of it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

import click
from endpoint_roster import Endpoint, to_dict

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

#: What moves all the time without anything having happened.
RESTLESS = ("uptime", "raw")
_IDENTITY = ("provider", "account", "id")
#: The fields that two endpoints can differ in.
COMPARABLE = tuple(one.name for one in fields(Endpoint) if one.name not in _IDENTITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to an endpoint or to an account.

    Attributes:
        kind: What happened. ``found``: seen for the first time in an account that could never be
            read whole, so that it may not be new. ``unknown``: one of two listings does not have
            it and could not be read whole.
        provider: Name of the provider.
        account: Label of the account.
        endpoint: The endpoint, as it is now or was last.
        before: What it was, where it changed.
        fields: Names of the fields that changed.
        failures: Why the account could not be read.
        since: When an account that is back had failed.
        side: Which of two listings could not be read whole.
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
        data: dict[str, Any] = {
            "event": self.kind,
            "provider": self.provider,
            "account": self.account,
        }
        if self.endpoint is not None:
            data["id"] = self.endpoint.id
        if self.side is not None:
            data["listing"] = self.side
        if self.since is not None:
            data["since"] = json_time(self.since)
        if self.failures:
            data["failures"] = [to_dict(failure) for failure in self.failures]
        if self.endpoint is not None and self.before is not None:
            data["fields"] = field_changes(self.before, self.endpoint, self.fields)
        if self.endpoint is not None:
            data["endpoint"] = to_dict(self.endpoint)
        return data


class TwiceError(Exception):
    """A listing has two endpoints that cannot be told apart; ``str()`` is their reference."""


def json_time(moment: datetime) -> str:
    """Return a time in UTC as JSON has it."""
    return moment.isoformat().replace("+00:00", "Z")


def field_changes(before: Endpoint, after: Endpoint, names: Iterable[str]) -> dict[str, Any]:
    """Return as JSON data what each of these fields was and is."""
    old, new = to_dict(before), to_dict(after)
    return {name: {"before": old[name], "after": new[name]} for name in names}


def compared_fields(ignored: Sequence[str], *, all_fields: bool) -> tuple[str, ...]:
    """Return the names of the fields that count.

    Raises:
        click.UsageError: One that is to be ignored does not exist.
    """
    for name in ignored:
        if name not in COMPARABLE:
            raise click.UsageError(
                f"there is no field {name!r}; choose from {', '.join(COMPARABLE)}."
            )
    left_out = {*ignored, *(() if all_fields else RESTLESS)}
    return tuple(name for name in COMPARABLE if name not in left_out)


def keyed(endpoints: Iterable[Endpoint]) -> dict[Key, Endpoint]:
    """Return endpoints by what tells them apart.

    The last part of a key counts endpoints that have all else in common, such as those of a
    provider that sends no ids.
    """
    count: Counter[AccountKey | tuple[str, str, str]] = Counter()
    found: dict[Key, Endpoint] = {}
    for endpoint in endpoints:
        name = (endpoint.provider, endpoint.account, endpoint.id)
        count[name] += 1
        found[*name, count[name]] = endpoint
    return found


def changed_fields(before: Endpoint, after: Endpoint, compared: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the fields that differ."""
    return tuple(name for name in compared if getattr(before, name) != getattr(after, name))


def compare(before: Listing, after: Listing, compared: Sequence[str]) -> list[Event]:
    """Return what differs between two listings, account by account.

    Args:
        before: The earlier listing.
        after: The later one.
        compared: Names of the fields that count.

    Raises:
        TwiceError: One of them has an id twice in one account.
    """
    old, new = _unique(before), _unique(after)
    not_in_before, not_in_after = _doubt(before), _doubt(after)
    events: dict[AccountKey, list[Event]] = {}
    for key in old | new:
        was, now = old.get(key), new.get(key)
        event = _difference(was, now, compared)
        if event is None:
            continue
        if was is None and not_in_before(event):
            event = _event("unknown", now, side="before")
        elif now is None and not_in_after(event):
            event = _event("unknown", was, side="after")
        events.setdefault((event.provider, event.account), []).append(event)
    return [event for account in events.values() for event in account]


def by_account(failures: Iterable[Failure]) -> dict[AccountKey, tuple[Failure, ...]]:
    """Return failures by the account that they belong to."""
    found: dict[AccountKey, tuple[Failure, ...]] = {}
    for failure in failures:
        account = (failure.provider, failure.account)
        found[account] = (*found.get(account, ()), failure)
    return found


def _difference(
    was: Endpoint | None, now: Endpoint | None, compared: Iterable[str]
) -> Event | None:
    if was is None:
        return _event("added", now)
    if now is None:
        return _event("removed", was)
    differing = changed_fields(was, now, compared)
    return _event("changed", now, before=was, fields=differing) if differing else None


def _event(kind: Kind, endpoint: Endpoint | None, **more: Any) -> Event:
    assert endpoint is not None  # noqa: S101 - for the type checker: it is in one of the two
    return Event(
        kind=kind, provider=endpoint.provider, account=endpoint.account, endpoint=endpoint, **more
    )


def _unique(listing: Listing) -> dict[Key, Endpoint]:
    found = keyed(listing.endpoints)
    for provider, account, identifier, count in found:
        if count > 1 and identifier:
            raise TwiceError(f"{provider}/{account}/{identifier}")
    return found


def _doubt(listing: Listing) -> Callable[[Event], bool]:
    """Return what tells whether the listing may lack an endpoint that there was."""
    failed = by_account(listing.failures)
    asked = {(report.provider, report.account) for report in listing.accounts}
    cut = not listing.complete and not failed  # by --limit: nobody knows what

    def may_lack(event: Event) -> bool:
        account = (event.provider, event.account)
        return cut or account in failed or bool(asked and account not in asked)

    return may_lack


@dataclass(slots=True)
class Failing:
    """An account that cannot be read at present.

    Attributes:
        since: When it failed first.
        failures: Why, at the last attempt.
    """

    since: datetime
    failures: tuple[Failure, ...]


@dataclass(slots=True)
class Known:
    """What is known of the accounts watched, from one reading to the next.

    Attributes:
        compared: Names of the fields that count.
        endpoints: By account, what was there when it was read last.
        failing: The accounts that could not be read whole the last time.
        readings: How many there were.
    """

    compared: Sequence[str]
    endpoints: dict[AccountKey, dict[Key, Endpoint]] = field(
        default_factory=dict[AccountKey, dict[Key, Endpoint]]
    )
    failing: dict[AccountKey, Failing] = field(default_factory=dict[AccountKey, Failing])
    readings: int = 0
    _whole: set[AccountKey] = field(default_factory=set[AccountKey])

    def everything(self) -> list[Endpoint]:
        """Return all endpoints as they were last seen, in the order of the accounts."""
        return [one for account in self.endpoints.values() for one in account.values()]

    def take(self, listing: Listing, at: datetime) -> list[Event]:
        """Take in a reading, and return what has happened since the one before.

        The first one tells what there is; of it, only failures are events.

        Args:
            listing: What was read, with a report for each account.
            at: When.
        """
        self.readings += 1
        seen: dict[AccountKey, dict[Key, Endpoint]] = {
            (report.provider, report.account): {} for report in listing.accounts
        }
        for key, endpoint in keyed(listing.endpoints).items():
            seen.setdefault(key[:2], {})[key] = endpoint
        failed = by_account(listing.failures)
        events: list[Event] = []
        for account, endpoints in seen.items():
            events += self._take_failures(account, failed.get(account, ()), at)
            events += self._take_endpoints(account, endpoints, whole=account not in failed)
        return events

    def _take_failures(
        self, account: AccountKey, failures: tuple[Failure, ...], at: datetime
    ) -> list[Event]:
        provider, label = account
        failing = self.failing.get(account)
        if failing and failures:
            failing.failures = failures  # told before; only the newest reason is kept
            return []
        if failures:
            self.failing[account] = Failing(at, failures)
            return [
                Event(kind="account_failed", provider=provider, account=label, failures=failures)
            ]
        if failing:
            del self.failing[account]
            since = failing.since
            return [Event(kind="account_recovered", provider=provider, account=label, since=since)]
        return []

    def _take_endpoints(
        self, account: AccountKey, seen: dict[Key, Endpoint], *, whole: bool
    ) -> list[Event]:
        known = self.endpoints.get(account, {})
        events: list[Event] = []
        for key, now in seen.items():
            event = _difference(known.get(key), now, self.compared)
            if event and event.kind == "added" and account not in self._whole:
                event = _event("found", now)
            if event:
                events.append(event)
        if whole:
            events += [_event("removed", was) for key, was in known.items() if key not in seen]
            self._whole.add(account)
        self.endpoints[account] = seen if whole else known | seen
        return events if self.readings > 1 else []
