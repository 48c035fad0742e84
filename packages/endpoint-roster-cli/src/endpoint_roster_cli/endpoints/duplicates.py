"""Endpoints that several accounts list, because they have one credential or share a project."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from ..output.messages import warn
from ..output.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from endpoint_roster import Account, Endpoint

#: Pairs of accounts that are named.
_MOST_NOTES = 20


def once(endpoints: Iterable[Endpoint]) -> list[Endpoint]:
    """Return each endpoint once, as the first account lists it."""
    first: dict[Any, str] = {}
    return [
        endpoint
        for endpoint in endpoints
        if first.setdefault(_identity(endpoint), endpoint.account) == endpoint.account
    ]


def warn_of_duplicates(accounts: Iterable[Account], endpoints: Iterable[Endpoint]) -> None:
    """Say which accounts list the same endpoints, or are the same but for their labels."""
    notes = _notes([*accounts], endpoints)
    for note in islice(notes, _MOST_NOTES):
        warn(note)
    if left := sum(1 for _ in notes):
        warn(f"{counted(left, 'more pair')} of accounts have a credential or endpoints in common")


def _notes(accounts: Sequence[Account], endpoints: Iterable[Endpoint]) -> Iterator[str]:
    """Yield what each account has in common with an earlier one."""
    if len({account.provider for account in accounts}) == len(accounts):
        return  # one account each, as usual
    place = {(account.provider, account.label): n for n, account in enumerate(accounts)}
    listed: dict[Any, int] = {}
    common: dict[tuple[int, int], set[Any]] = {}
    for endpoint in endpoints:
        identity = _identity(endpoint)
        own = place.setdefault((endpoint.provider, endpoint.account), len(place))
        if (first := listed.setdefault(identity, own)) != own:
            common.setdefault((min(first, own), max(first, own)), set()).add(identity)
    known: dict[Account, int] = {}
    same = {
        (first, n)
        for n, account in enumerate(accounts)
        if (first := known.setdefault(account.labelled(account.provider), n)) != n
    }
    names = [*place]
    for pair in sorted(same | common.keys()):
        parts = ["have one credential"] if pair in same else []
        if count := len(common.get(pair, ())):
            parts.append(f"list the same {counted(count, 'endpoint')}: counted once in totals")
        one, other = (f"{provider} ({label})" for provider, label in map(names.__getitem__, pair))
        yield f"{one} and {other} {' and '.join(parts)}"


def _identity(endpoint: Endpoint) -> Any:
    return endpoint.provider, endpoint.region, endpoint.id, endpoint.created_at
