"""What holds for any listing and any rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from endpoint_roster import Cost, Endpoint, EndpointState, Listing, Replicas
from endpoint_roster.checks import RULES, RuleException, Rules, check
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from decimal import Decimal

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SPANS = st.timedeltas(timedelta(0), timedelta(days=400))
TIMES = st.none() | st.timedeltas(timedelta(days=-400), timedelta(hours=1)).map(NOW.__add__)
COUNTS = st.none() | st.integers(0, 3)
AMOUNTS = st.decimals(0, 20, places=2)
CURRENCIES = st.sampled_from(["USD", "CNY", "EUR"])
COSTS = st.builds(
    Cost,
    st.just("why"),
    st.none() | AMOUNTS,
    st.none() | CURRENCIES,
    by_use=st.booleans(),
    is_estimate=st.booleans(),
)
ENDPOINTS = st.builds(
    Endpoint,
    st.just("p"),
    st.sampled_from("ab"),
    st.sampled_from("xyz"),
    kind=st.sampled_from([None, "dedicated", "serverless"]),
    state=st.sampled_from(EndpointState),
    created_at=TIMES,
    updated_at=TIMES,
    replicas=st.none() | st.builds(Replicas, COUNTS, COUNTS, COUNTS, COUNTS),
    cost=st.none() | COSTS,
)
EXCEPTIONS = st.builds(
    RuleException,
    reference=st.sampled_from(["p/a/*", "p/b/x", "*", "p/a"]),
    rule=st.sampled_from(RULES),
    reason=st.just("known"),
    until=st.dates(date(2026, 2, 27), date(2026, 3, 3)),
)
RULE_SETS = st.builds(
    Rules,
    failed=st.booleans(),
    stuck=st.none() | SPANS,
    replicas=st.booleans(),
    running_for=st.none() | SPANS,
    cost=st.dictionaries(CURRENCIES, AMOUNTS),
    unread=st.booleans(),
    exceptions=st.lists(EXCEPTIONS, max_size=3).map(tuple),
)
FLEETS = st.lists(ENDPOINTS, max_size=6).map(lambda found: Listing(found, [], complete=True))

#: What a rule needs to know of an endpoint; without it, nothing is found.
NEEDS: dict[str, dict[str, Any]] = {
    "failed": {"state": EndpointState.UNKNOWN},
    "stuck": {"updated_at": None},
    "replicas": {"replicas": None},
    "running-for": {"created_at": None},
    "cost": {"cost": None},
}


@given(FLEETS, RULE_SETS)
def test_one_result_for_each_rule_and_subject(fleet: Listing, rules: Rules) -> None:
    report = check(fleet, rules, NOW)
    seen = [(one.rule, id(one.endpoint) if one.endpoint else one.account) for one in report.results]
    assert len(seen) == len({*seen})
    assert {one.rule for one in report.results} <= {*rules.names()}
    assert all(bool(one.message) == (one.outcome != "passed") for one in report.results)
    assert all(bool(one.exception) == (one.outcome == "excepted") for one in report.results)


@given(FLEETS, RULE_SETS)
def test_an_exception_moves_a_finding_and_changes_nothing_else(
    fleet: Listing, rules: Rules
) -> None:
    report = check(fleet, rules, NOW)
    without = check(fleet, replace(rules, exceptions=()), NOW)
    found = [one.outcome.replace("excepted", "found") for one in report.results]
    assert found == [one.outcome for one in without.results]
    assert all(one.until < NOW.date() for one in report.expired)


@given(FLEETS, RULE_SETS, st.sampled_from(sorted(NEEDS)))
def test_what_is_not_reported_is_never_found(fleet: Listing, rules: Rules, rule: str) -> None:
    blind = [replace(endpoint, **NEEDS[rule]) for endpoint in fleet.endpoints]
    report = check(Listing(blind, [], complete=True), rules, NOW)
    assert not [one for one in (*report.found, *report.excepted) if one.rule == rule]


@given(RULE_SETS)
def test_rules_are_read_as_they_are_written(rules: Rules) -> None:
    assert rules.only(rules.texts()) == rules


@given(FLEETS, st.decimals(0, 20, places=2))
def test_amounts_of_one_currency_say_nothing_of_another(fleet: Listing, amount: Decimal) -> None:
    for one in check(fleet, Rules(cost={"USD": amount}), NOW).found:
        if one.rule == "cost":
            assert one.endpoint
            assert one.endpoint.cost
            assert one.endpoint.cost.currency == "USD"
