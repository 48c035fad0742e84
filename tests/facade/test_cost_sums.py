"""Sums of costs: what they count, and what they leave out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from endpoint_roster import Cost, CostSum, Endpoint, EndpointState, QueryError, summarize

NOW = datetime(2027, 1, 1, tzinfo=UTC)


def test_what_has_no_time_of_creation_is_counted() -> None:
    endpoints = [
        Endpoint("p", "a", "1", cost=Cost("", Decimal("0.10"), "USD"), created_at=NOW),
        Endpoint("p", "a", "2", cost=Cost("", Decimal("0.20"), "USD")),
        Endpoint("p", "a", "3", cost=Cost("", Decimal(0), "USD")),
        Endpoint("p", "a", "4", state=EndpointState.RUNNING),
    ]
    (group,) = summarize(endpoints, now=NOW + timedelta(minutes=1))
    assert group.costs == (
        CostSum("USD", 3, Decimal("0.30"), Decimal("216.00"), Decimal("0.01"), 1),
    ), "a sixth of a cent is rounded up"
    assert (group.endpoints, group.priced, group.unknown) == (4, 3, 1)
    assert summarize([], now=NOW)[0].endpoints == 0
    assert summarize([], ["provider"], now=NOW) == []


def test_currencies_are_never_added() -> None:
    endpoints = [
        Endpoint("p", "a", str(number), cost=Cost("", Decimal(amount), currency))
        for number, (amount, currency) in enumerate(
            [("0.1", "USD"), ("0.2", "CNY"), ("0.2", "USD"), ("1e-18", "CNY"), ("7", "EUR")]
        )
    ]
    (group,) = summarize(endpoints, now=NOW)
    assert [(one.currency, one.endpoints, one.per_hour) for one in group.costs] == [
        ("CNY", 2, Decimal("0.200000000000000001")),
        ("EUR", 1, Decimal(7)),
        ("USD", 2, Decimal("0.3")),
    ]


def test_a_cost_without_a_currency_is_unknown() -> None:
    (group,) = summarize([Endpoint("p", "a", "1", cost=Cost("", Decimal(1)))], now=NOW)
    assert (group.priced, group.unknown, group.costs) == (0, 1, ())


def test_the_value_of_a_tag_is_a_group() -> None:
    tags: list[dict[str, str]] = [
        *({"Team": "search"}, {"team": "search", "stage": "dev"}, {"team": ""}, {})
    ]
    endpoints = [Endpoint("p", "a", str(n), tags=one) for n, one in enumerate(tags)]
    groups = summarize(endpoints, ["tag:team"], now=NOW)
    found = {group.words["tag:team"]: group.endpoints for group in groups}
    assert found == {"search": 2, "": 1, None: 1}


@pytest.mark.parametrize("name", ["colour", "tag", "tags"])
def test_an_unknown_grouping_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match=f"unknown field '{name}'"):
        summarize([], ["provider", name], now=NOW)
