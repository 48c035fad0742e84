"""What endpoints cost together: by the hour, for 30 days, and since they were created."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_CEILING, Context, Decimal, localcontext
from typing import TYPE_CHECKING, Final

from .errors import QueryError
from .folding import folded
from .records import Record
from .suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from .models import Endpoint

#: What costs can be grouped by: fields of an endpoint; and the value of a tag, as ``tag:NAME``.
GROUPS: Final = ("provider", "account", "owner", "model", "kind", "region", "project", "state")
#: What the name of a tag comes after, to be grouped by.
TAG: Final = "tag:"
#: Hours of 30 days.
HOURS: Final = 720

_SECOND = timedelta(seconds=1)
_CENT = Decimal("0.01")
#: More digits than any sum of prices has, whatever the caller's own context is.
_EXACT = Context(prec=80)


@dataclass(frozen=True, slots=True, repr=False)
class CostSum(Record):
    """What endpoints cost in one currency; other currencies have sums of their own.

    Attributes:
        currency: Currency code of ISO 4217.
        endpoints: How many endpoints are in it.
        per_hour: Exact sum of what they cost by the hour.
        per_30_days: The same for 720 hours.
        since_creation: What those that cost something now can have cost since they were created,
            had they run all the time as they do now; rounded up to a hundredth.
        undated: How many of these are not in ``since_creation``, because their provider does not
            report when they were created.
    """

    currency: str
    endpoints: int
    per_hour: Decimal
    per_30_days: Decimal
    since_creation: Decimal
    undated: int


@dataclass(frozen=True, slots=True, repr=False)
class CostGroup(Record):
    """Endpoints that have something in common, and what they cost.

    Attributes:
        words: What they have in common, by field; None where a provider does not report it.
        endpoints: How many there are.
        priced: How many of them have a cost by the hour, zero included.
        by_use: How many are paid by use, and so are not in any sum.
        unknown: How many have a cost that is not known, and so are not in any sum.
        estimates: How many of those that are priced have a cost that is an estimate.
        costs: Their sums, one for each currency, in alphabetical order.
    """

    words: dict[str, str | None]
    endpoints: int
    priced: int
    by_use: int
    unknown: int
    estimates: int
    costs: tuple[CostSum, ...]


def summarize(
    endpoints: Iterable[Endpoint], by: Sequence[str] = (), *, now: datetime
) -> list[CostGroup]:
    """Sum what endpoints cost.

    Args:
        endpoints: Endpoints that were listed with ``costs=True``; those that were not are unknown.
        by: What to group by, any of ``GROUPS`` and ``tag:NAME``; all are one group if left out.
        now: The time until which ``since_creation`` counts, aware.

    Returns:
        The groups, the most expensive first: compared in the currency that most endpoints have,
        then in the next.

    Raises:
        QueryError: ``by`` names something else.
    """
    for name in by:
        if name not in GROUPS and not name.startswith(TAG):
            choice = f"{did_you_mean(name, GROUPS)} Choose from {', '.join(GROUPS)}."
            raise QueryError(f"unknown field {name!r}", choice.lstrip())
    grouped: dict[tuple[str | None, ...], list[Endpoint]] = {} if by else {(): []}
    for endpoint in endpoints:
        grouped.setdefault(tuple(word_of(endpoint, name) for name in by), []).append(endpoint)
    with localcontext(_EXACT):
        groups = [
            _group(dict(zip(by, words, strict=True)), members, now)
            for words, members in grouped.items()
        ]
        return _ordered(groups)


def word_of(endpoint: Endpoint, name: str) -> str | None:
    """Return what an endpoint is grouped by: a field of it, or the value of a tag.

    Args:
        endpoint: The endpoint.
        name: Of a field, or ``tag:NAME``; case does not count in the name of a tag.
    """
    if name.startswith(TAG):
        tag = folded(name.removeprefix(TAG))
        return next((v for key, v in endpoint.tags.items() if folded(key) == tag), None)
    value = getattr(endpoint, name)
    return None if value is None else str(value)


def _group(words: dict[str, str | None], members: Sequence[Endpoint], now: datetime) -> CostGroup:
    found = [(one, one.cost, one.cost.per_hour) for one in members if one.cost]
    priced = [
        (one, cost, amount, cost.currency)
        for one, cost, amount in found
        if amount is not None and cost.currency
    ]
    by_use = sum(cost.by_use for _, cost, _ in found)
    return CostGroup(
        words=words,
        endpoints=len(members),
        priced=len(priced),
        by_use=by_use,
        unknown=len(members) - len(priced) - by_use,
        estimates=sum(cost.is_estimate for _, cost, _, _ in priced),
        costs=tuple(
            _sum(
                currency, [(one, amount) for one, _, amount, its in priced if its == currency], now
            )
            for currency in sorted({currency for *_, currency in priced})
        ),
    )


def _sum(currency: str, priced: Sequence[tuple[Endpoint, Decimal]], now: datetime) -> CostSum:
    per_hour = sum((amount for _, amount in priced), Decimal(0))
    dated = [(amount, one.created_at) for one, amount in priced if amount and one.created_at]
    seconds = sum(
        (amount * max(0, (now - created) // _SECOND) for amount, created in dated), Decimal(0)
    )
    return CostSum(
        currency,
        len(priced),
        per_hour,
        per_hour * HOURS,
        (seconds / 3600).quantize(_CENT, ROUND_CEILING),
        sum(bool(amount) for _, amount in priced) - len(dated),
    )


def _ordered(groups: Iterable[CostGroup]) -> list[CostGroup]:
    groups = list(groups)
    use = Counter[str]()
    for group in groups:
        use.update({one.currency: one.endpoints for one in group.costs})
    currencies = sorted(use, key=lambda currency: (-use[currency], currency))

    def place(group: CostGroup) -> tuple[list[Decimal], list[tuple[bool, str]]]:
        amounts = {one.currency: one.per_hour for one in group.costs}
        words = [(word is None, folded(word)) for word in group.words.values()]
        return [-amounts.get(currency, Decimal(0)) for currency in currencies], words

    return sorted(groups, key=place)
