"""What a listing adds up to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from endpoint_roster import EndpointState

from ..endpoints.duplicates import once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from decimal import Decimal

    from endpoint_roster import CostGroup, Endpoint, Listing

#: In the order in which they are shown: those that serve requests first, unknown last.
STATES = (
    EndpointState.RUNNING,
    EndpointState.DEGRADED,
    EndpointState.STARTING,
    EndpointState.PENDING,
    EndpointState.STOPPING,
    EndpointState.STOPPED,
    EndpointState.FAILED,
    EndpointState.UNKNOWN,
)
#: States in which an endpoint serves requests, and costs money if it is dedicated.
SERVING = (EndpointState.RUNNING, EndpointState.DEGRADED)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
#: Where one column of the ages ends and the next begins; each holds about twice the time.
_EDGES = (
    *(hours * _HOUR for hours in (0, 1, 6)),
    *(days * _DAY for days in (1, 3, 7, 14, 30, 60, 90, 180, 365)),
)
_UNITS = (
    (timedelta(days=365), "y"),
    (timedelta(days=1), "d"),
    (timedelta(hours=1), "h"),
    (timedelta(minutes=1), "min"),
)


@dataclass(frozen=True, slots=True)
class Ages:
    """How many endpoints serve requests and are of about one age."""

    since: timedelta  # the youngest
    dedicated: int  # paid while they run
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a listing adds up to.

    Attributes:
        totals: How many endpoints, accounts and providers there are, and how many are active.
        providers: How many endpoints in each state, by provider, the largest provider first.
        states: How many endpoints in each state that occurs.
        ages: How many serve requests, by age.
        ageless: How many serve requests and are of unknown age.
        forgotten: Dedicated ones of one's own that serve requests and are old, the oldest first.
    """

    totals: dict[str, int]
    providers: dict[str, Counter[EndpointState]]
    states: Counter[EndpointState]
    ages: Sequence[Ages]
    ageless: int
    forgotten: Sequence[Endpoint]


def candidates(
    endpoints: Iterable[Endpoint], now: datetime, old: timedelta
) -> list[tuple[timedelta, Endpoint]]:
    """Return the dedicated endpoints that serve requests and are old, with their ages."""
    aged = [
        (age_of(one, now), one) for one in endpoints if one.state in SERVING and _is_dedicated(one)
    ]
    return [(age, one) for age, one in aged if age is not None and age >= old]


def figures_of(
    listing: Listing, now: datetime, old: timedelta, is_own: Callable[[Endpoint], bool]
) -> Figures:
    """Add up a listing; what several accounts list counts once.

    Args:
        listing: The listing.
        now: When ages end.
        old: Age from which an endpoint may have been forgotten.
        is_own: Whether an endpoint is one's own, as far as that is known.
    """
    providers: dict[str, Counter[EndpointState]] = {}
    endpoints = once(listing.endpoints)
    for endpoint in endpoints:
        providers.setdefault(endpoint.provider, Counter())[endpoint.state] += 1
    serving = [endpoint for endpoint in endpoints if endpoint.state in SERVING]
    read = (*listing.endpoints, *listing.failures, *listing.accounts)
    return Figures(
        totals={
            "endpoints": len(endpoints),
            "accounts": len({(about.provider, about.account) for about in read}),
            "providers": len({about.provider for about in read}),
            "active": len(serving),
        },
        providers=dict(sorted(providers.items(), key=lambda item: (-item[1].total(), item[0]))),
        states=Counter(endpoint.state for endpoint in endpoints),
        ages=_ages(serving, now, old),
        ageless=sum(endpoint.created_at is None for endpoint in serving),
        forgotten=_forgotten(filter(is_own, serving), now, old),
    )


@dataclass(frozen=True, slots=True)
class Costs:
    """What a listing costs.

    Attributes:
        total: All of it.
        groups: The same by provider, the most expensive first.
        charts: What each provider costs by the hour, by currency; those that cost something.
    """

    total: CostGroup
    groups: Sequence[CostGroup]
    charts: Mapping[str, Mapping[str, Decimal]]


def costs_of(listing: Listing, now: datetime) -> Costs | None:
    """Add up what a listing costs; None if it was not asked for costs."""
    if not any(endpoint.cost for endpoint in listing.endpoints):
        return None
    from endpoint_roster import summarize

    endpoints = once(listing.endpoints)
    (total,) = summarize(endpoints, now=now)
    groups = summarize(endpoints, ["provider"], now=now)
    charts: dict[str, dict[str, Decimal]] = {one.currency: {} for one in total.costs}
    for group in groups:
        for one in group.costs:
            if one.per_hour > 0:
                charts[one.currency][group.words["provider"] or ""] = one.per_hour
    found = {
        currency: dict(sorted(bars.items(), key=lambda bar: -bar[1]))
        for currency, bars in charts.items()
        if bars
    }
    return Costs(total, groups, found)


def age_of(endpoint: Endpoint, now: datetime) -> timedelta | None:
    """Return how old an endpoint is; what is made in the future, by its clock, is new."""
    if endpoint.created_at is None:
        return None
    return max(now - endpoint.created_at, timedelta(0))


def _ages(serving: Iterable[Endpoint], now: datetime, old: timedelta) -> list[Ages]:
    edges = sorted({*_EDGES, old})
    dedicated, others = [0] * len(edges), [0] * len(edges)
    for endpoint in serving:
        age = age_of(endpoint, now)
        if age is not None:
            column = sum(edge <= age for edge in edges) - 1
            (dedicated if _is_dedicated(endpoint) else others)[column] += 1
    return [*map(Ages, edges, dedicated, others)]


def _forgotten(serving: Iterable[Endpoint], now: datetime, old: timedelta) -> list[Endpoint]:
    found = sorted(candidates(serving, now, old), key=lambda pair: pair[0], reverse=True)
    return [endpoint for _, endpoint in found]


def _is_dedicated(endpoint: Endpoint) -> bool:
    return endpoint.kind == "dedicated"


def span_words(span: timedelta) -> str:
    """Return a duration in the largest unit that divides it, such as ``30 d``."""
    if not span:
        return "0"
    for unit, name in _UNITS:
        if span >= unit and not span % unit:
            return f"{span // unit} {name}"
    return f"{span.total_seconds():g} s"


def moment_words(moment: datetime) -> str:
    """Return a time to the minute, such as ``2026-03-01 12:00 UTC``."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
