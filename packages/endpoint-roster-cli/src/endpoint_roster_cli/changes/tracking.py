"""What changes from one reading of the same accounts to the next.

An account that fails keeps the endpoints that were seen last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from .comparison import Event, by_account, difference, endpoint_event, keyed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from endpoint_roster import Endpoint, Failure, Listing

    from .comparison import AccountKey, Key


class Failing(NamedTuple):
    """An account that cannot be read at present: since when, and why at the last attempt."""

    since: datetime
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of a watch has found: of what is known, the selected endpoints and events."""

    number: int  # from 1
    at: datetime
    accounts: Sequence[AccountKey]
    endpoints: Sequence[Endpoint]
    events: Sequence[Event]
    tracker: Tracker


@dataclass(slots=True)
class Tracker:
    """What is known of the accounts watched, from one reading to the next."""

    compared: Sequence[str]  # names of fields
    endpoints: dict[AccountKey, dict[Key, Endpoint]] = field(default_factory=dict[Any, Any])
    failing: dict[AccountKey, Failing] = field(default_factory=dict[Any, Any])
    readings: int = 0
    _complete: set[AccountKey] = field(default_factory=set[Any])

    def everything(self) -> list[Endpoint]:
        """Return all endpoints as they were last seen, in the order of the accounts."""
        return [one for account in self.endpoints.values() for one in account.values()]

    def take(self, listing: Listing, at: datetime) -> list[Event]:
        """Take in a reading, and return what has happened since the one before.

        Of the first one, only failures are events.
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
            events += self._take_endpoints(account, endpoints, complete=account not in failed)
        return events

    def _take_failures(
        self, account: AccountKey, failures: tuple[Failure, ...], at: datetime
    ) -> list[Event]:
        failing = self.failing.get(account)
        if failures:  # of one reported before, only the newest reason is kept
            self.failing[account] = Failing(failing.since if failing else at, failures)
        if bool(failing) == bool(failures):
            return []
        event = partial(Event, provider=account[0], account=account[1])
        if failing is None:
            return [event(kind="account_failed", failures=failures)]
        del self.failing[account]
        return [event(kind="account_recovered", since=failing.since)]

    def _take_endpoints(
        self, account: AccountKey, seen: dict[Key, Endpoint], *, complete: bool
    ) -> list[Event]:
        known = self.endpoints.get(account, {})
        events: list[Event] = []
        for key, now in seen.items():
            event = difference(known.get(key), now, self.compared)
            if event and event.kind == "added" and account not in self._complete:
                event = endpoint_event("found", now)
            if event:
                events.append(event)
        if complete:
            events += [endpoint_event("removed", w) for key, w in known.items() if key not in seen]
            self._complete.add(account)
        self.endpoints[account] = seen if complete else known | seen
        return events if self.readings > 1 else []
