"""Endpoints that several accounts list, because they have one credential or share a project."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from ..output.messages import warn
from ..output.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from endpoint_roster import Account, Endpoint


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
    for note in _notes([*accounts], endpoints):
        warn(note)


def _notes(accounts: Sequence[Account], endpoints: Iterable[Endpoint]) -> Iterator[str]:
    known = {(account.provider, account.label): account for account in accounts}
    listed: dict[tuple[str, str], set[Any]] = {pair: set() for pair in known}
    if len({provider for provider, _ in known}) == len(known) > 0:
        return  # one account each, as usual
    for endpoint in endpoints:
        pair = (endpoint.provider, endpoint.account)
        listed.setdefault(pair, set()).add(_identity(endpoint))
    for one, other in combinations(listed, 2):
        if one[0] != other[0]:
            continue
        common = len(listed[one] & listed[other])
        same = _are_same(known.get(one), known.get(other))
        if not (common or same):
            continue
        parts = ["have one credential"] if same else []
        if common:
            parts.append(f"list the same {counted(common, 'endpoint')}: counted once in totals")
        yield f"{one[0]} ({one[1]}) and {other[0]} ({other[1]}) {' and '.join(parts)}"


def _identity(endpoint: Endpoint) -> Any:
    return endpoint.provider, endpoint.region, endpoint.id, endpoint.created_at


def _are_same(one: Account | None, other: Account | None) -> bool:
    return one is not None and other is not None and one == other.labelled(one.label)
