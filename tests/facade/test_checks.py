"""The rules that a listing is checked by."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from endpoint_roster import (
    AccountReport,
    ConfigurationError,
    Cost,
    Endpoint,
    EndpointState,
    Failure,
    Listing,
    Replicas,
    Roster,
)
from endpoint_roster.checks import RULES, RuleException, Rules, check

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
USUAL = Rules()
FORGOTTEN = Rules(running_for=30 * DAY)


def one(state: str = "running", kind: str | None = "dedicated", **fields: Any) -> Endpoint:
    about: dict[str, Any] = {"provider": "p", "account": "a", "id": "e"} | fields
    return Endpoint(**about, state=EndpointState(state), kind=kind)


def listing(*endpoints: Endpoint, failures: tuple[Failure, ...] = ()) -> Listing:
    reports = [AccountReport("p", "a")]
    return Listing([*endpoints], [*failures], not failures, reports)


def failure(account: str, cause: str = "timed out") -> Failure:
    return Failure("p", account, "timeout", "list endpoints", cause, "Try again.")


def outcome(rule: str, endpoint: Endpoint, rules: Rules = USUAL) -> tuple[str, str] | None:
    """What a rule says of an endpoint; None where it does not apply."""
    results = check(listing(endpoint), rules, NOW).results
    found = [(one.outcome, one.message) for one in results if one.rule == rule and one.endpoint]
    assert len(found) < 2
    return found[0] if found else None


PASSED = ("passed", "")
NO_CHANGE = ("unknown", "starting, but no time of the last change is reported")
NO_REPLICAS = ("unknown", "ready replicas or their minimum are not reported")

ENDPOINTS: list[tuple[str, Endpoint, tuple[str, str] | None]] = [
    ("failed", one("failed"), ("found", "no reason is reported")),
    ("failed", one("failed", state_reason="no GPU"), ("found", "no GPU")),
    ("failed", one("degraded"), PASSED),
    ("failed", one("stopped"), PASSED),
    ("failed", one("unknown"), ("unknown", "no state is reported")),
    ("failed", one("unknown", provider_state="ODD"), ("unknown", "unknown state 'ODD'")),
    ("failed", one("unknown", "serverless"), None),
    (
        "stuck",
        one("starting", updated_at=NOW - 3 * HOUR),
        ("found", "starting for 3h, longer than 30m"),
    ),
    (
        "stuck",
        one("pending", updated_at=NOW - 31 * MINUTE, created_at=NOW - 90 * DAY),
        ("found", "pending for 31m, longer than 30m"),
    ),
    (
        "stuck",
        one("stopping", updated_at=NOW - DAY),
        ("found", "stopping for 1d, longer than 30m"),
    ),
    ("stuck", one("starting", updated_at=NOW - 30 * MINUTE), PASSED),
    ("stuck", one("starting", updated_at=NOW + HOUR), PASSED),
    ("stuck", one("running", updated_at=NOW - DAY), PASSED),
    # One that is old may have been started again a minute ago; one that is young was not.
    ("stuck", one("starting", created_at=NOW - DAY), NO_CHANGE),
    ("stuck", one("starting"), NO_CHANGE),
    ("stuck", one("starting", created_at=NOW - 29 * MINUTE), PASSED),
    ("stuck", one("unknown"), ("unknown", "no state is reported")),
    (
        "replicas",
        one(replicas=Replicas(min=2, ready=1)),
        ("found", "1 of at least 2 replicas ready"),
    ),
    (
        "replicas",
        one("degraded", replicas=Replicas(min=1, ready=0)),
        ("found", "0 of at least 1 replicas ready"),
    ),
    ("replicas", one(replicas=Replicas(min=0, ready=0)), PASSED),
    ("replicas", one(replicas=Replicas(min=1, ready=3)), PASSED),
    ("replicas", one("starting", replicas=Replicas(min=1, ready=0)), None),
    ("replicas", one("stopped", replicas=Replicas(min=1, ready=0)), None),
    ("replicas", one(replicas=Replicas(min=1, current=1)), NO_REPLICAS),
    ("replicas", one(), NO_REPLICAS),
    ("replicas", one(kind="serverless"), None),
    ("running-for", one(created_at=NOW - 90 * DAY), None),
]
OLD_ONES: list[tuple[Endpoint, tuple[str, str] | None]] = [
    (
        one(created_at=NOW - 90 * DAY),
        ("found", "created 90d ago, more than 30d"),
    ),
    (
        one("degraded", created_at=NOW - 31 * DAY),
        ("found", "created 31d ago, more than 30d"),
    ),
    (one(created_at=NOW - 30 * DAY), PASSED),
    (one(), ("unknown", "running, but no time of creation is reported")),
    (one("stopped", created_at=NOW - 90 * DAY), None),
    (one(kind="serverless", created_at=NOW - 90 * DAY), None),
    (one(kind=None, created_at=NOW - 90 * DAY), None),
]

LIMITS = Rules(cost={"USD": Decimal("5.00"), "CNY": Decimal(30)})


def priced(amount: str | None, currency: str = "USD", **more: Any) -> Endpoint:
    per_hour = None if amount is None else Decimal(amount)
    return one(cost=Cost("why", per_hour, currency if per_hour is not None else None, **more))


COSTS: list[tuple[Endpoint, tuple[str, str] | None]] = [
    (priced("5.01"), ("found", "costs 5.01 USD per hour, more than 5 USD")),
    (
        priced("100.50", is_estimate=True),
        ("found", "costs 100.5 USD per hour, an estimate, more than 5 USD"),
    ),
    (
        priced("30.000000000000000001", "CNY"),
        ("found", "costs 30.000000000000000001 CNY per hour, more than 30 CNY"),
    ),
    (priced("5.000"), PASSED),
    (priced("29", "CNY"), PASSED),
    (priced("0", "EUR"), PASSED),
    (priced("1", "EUR"), ("unknown", "paid in EUR, for which no amount is given")),
    (priced(None), ("unknown", "why")),
    (priced(None, by_use=True), None),
    (one(), ("unknown", "no cost was asked for")),
    (one(kind="serverless"), None),
]


@pytest.mark.parametrize(("endpoint", "says"), COSTS)
def test_what_an_endpoint_may_cost(endpoint: Endpoint, says: tuple[str, str] | None) -> None:
    assert outcome("cost", endpoint, LIMITS) == says


@pytest.mark.parametrize(("rule", "endpoint", "says"), ENDPOINTS)
def test_what_a_rule_says_of_an_endpoint(
    rule: str, endpoint: Endpoint, says: tuple[str, str] | None
) -> None:
    assert outcome(rule, endpoint) == says


@pytest.mark.parametrize(("endpoint", "says"), OLD_ONES)
def test_what_is_forgotten_if_that_is_asked(
    endpoint: Endpoint, says: tuple[str, str] | None
) -> None:
    assert outcome("running-for", endpoint, FORGOTTEN) == says


def test_a_finding_says_since_when() -> None:
    changed, made = NOW - DAY, NOW - 60 * DAY
    old = one(id="o", created_at=made, replicas=Replicas(min=0, ready=0))
    fleet = listing(one("starting", id="s", updated_at=changed, created_at=made), old)
    found = check(fleet, FORGOTTEN, NOW).found
    assert [(one.rule, one.reference, one.since) for one in found] == [
        ("stuck", "p/a/s", changed),
        ("running-for", "p/a/o", made),
    ]


def test_an_account_that_could_not_be_read_is_one_finding() -> None:
    report = check(listing(failures=(failure("b"), failure("b", "odd"))), USUAL, NOW)
    assert [(one.reference, one.outcome, one.message) for one in report.results] == [
        ("p/a", "passed", ""),
        ("p/b", "found", "list endpoints failed (and 1 more): timed out"),
    ]


def test_accounts_of_a_listing_without_reports_are_those_of_its_endpoints() -> None:
    saved = Listing([one()], [], complete=True)
    results = check(saved, Rules().only(["unread"]), NOW).results
    assert [(one.reference, one.outcome) for one in results] == [("p/a", "passed")]


# --- exceptions


def accepted(reference: str = "p/a/e", rule: Any = "failed", **more: Any) -> RuleException:
    about: dict[str, Any] = {"reason": "known", "until": date(2026, 3, 31)} | more
    return RuleException(reference=reference, rule=rule, **about)


@pytest.mark.parametrize(
    ("reference", "identifier", "matches"),
    [
        ("p/a/e", "e", True),
        ("p/a/e", "e2", False),
        ("p/a/*", "author/slug@tag", True),
        ("*-dev", "chat-dev", True),
        ("p/?/e", "e", True),
        ("P/A/E", "e", True),
        ("p/a/e[1]", "e[1]", True),
        ("p/a/e[12]", "e1", False),
        ("p/a", "e", False),
    ],
)
def test_an_exception_is_for_a_reference_or_a_pattern(
    reference: str, identifier: str, matches: bool
) -> None:
    rules = replace(USUAL, exceptions=(accepted(reference),))
    report = check(listing(one("failed", id=identifier)), rules, NOW)
    assert (len(report.excepted), len(report.found)) == (matches, not matches)


def test_an_exception_is_for_one_rule_and_is_named_in_the_result() -> None:
    other, exception = accepted(rule="stuck"), accepted(reason="being repaired")
    rules = replace(USUAL, exceptions=(other, exception))
    [result] = check(listing(one("failed", state_reason="no GPU")), rules, NOW).excepted
    assert (result.message, result.exception) == ("no GPU", exception)


def test_an_exception_can_be_for_an_account() -> None:
    rules = replace(USUAL, exceptions=(accepted("p/b", "unread"),))
    report = check(listing(failures=(failure("b"),)), rules, NOW)
    assert ([one.reference for one in report.excepted], report.found) == (["p/b"], [])


@pytest.mark.parametrize(
    ("until", "now", "holds"),
    [
        (date(2026, 3, 1), NOW, True),
        (date(2026, 3, 2), NOW, True),
        (date(2026, 2, 28), NOW, False),
        (date(2026, 3, 1), datetime(2026, 3, 1, 23, 59, 59, tzinfo=UTC), True),
        (date(2026, 3, 1), datetime(2026, 3, 2, tzinfo=UTC), False),
        (
            date(2026, 3, 1),
            datetime.fromisoformat("2026-03-02T01:00:00+02:00"),  # 23:00 UTC of the day before
            True,
        ),
    ],
)
def test_an_exception_holds_to_the_end_of_its_day(until: date, now: datetime, holds: bool) -> None:
    exception = accepted(until=until)
    # Two endpoints: what no longer holds is there once all the same.
    fleet = listing(one("failed"), one("failed"))
    report = check(fleet, replace(USUAL, exceptions=(exception,)), now)
    assert [result.exception for result in report.excepted] == [exception] * (2 * holds)
    assert len(report.found) == 2 * (not holds)
    assert report.expired == [exception] * (not holds)


def test_an_exception_from_a_rule_that_is_off_is_not_reported_as_expired() -> None:
    rules = replace(USUAL, failed=False, exceptions=(accepted(until=date(2026, 1, 1)),))
    assert check(listing(one("failed")), rules, NOW).expired == []


# --- which rules, by their names


def test_the_usual_rules() -> None:
    assert USUAL.texts() == ["failed", "stuck=30m", "replicas", "unread"]
    with Roster([]) as roster:
        assert roster.rules == USUAL


@pytest.mark.parametrize(
    ("texts", "on"),
    [
        (["failed"], ["failed"]),
        (["unread", "failed"], ["failed", "unread"]),
        (["stuck"], ["stuck=2h"]),  # the threshold that it had
        (["stuck=90s"], ["stuck=90s"]),
        (["running-for"], ["running-for=30d"]),
        (["Running_For=2w"], ["running-for=14d"]),
        (["cost=5 USD"], ["cost=5 USD"]),
        (["cost= 5.50usd", "cost=100 CNY"], ["cost=5.5 USD", "cost=100 CNY"]),
        ([], []),
    ],
)
def test_some_rules_alone(texts: list[str], on: list[str]) -> None:
    rules = Rules(stuck=2 * HOUR, exceptions=(accepted(),)).only(texts)
    assert (rules.texts(), rules.exceptions) == (on, (accepted(),))


NO_AMOUNTS = ("", "5", "USD", "-5 USD", "5 dollars", "nan USD", "1e3 USD", "5,5 USD", "\u0665 USD")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("stuk", "unknown rule 'stuk'. Did you mean stuck? Choose from failed, "),
        ("", "unknown rule ''. Choose from failed, "),
        ("stuck=soon", "'soon' is not a valid duration. Write it like 45m, "),
        ("stuck=-1h", "'-1h' is not a valid duration"),
        ("stuck=", "'' is not a valid duration"),
        ("failed=3", "the rule failed takes no threshold"),
        ("cost", "the rule cost needs an amount. Write an amount of 0 or more for one hour, "),
        *((f"cost={text}", f"{text!r} is not an amount. Write") for text in NO_AMOUNTS),
    ],
)
def test_what_is_no_rule(text: str, says: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        USUAL.only([text])
    assert str(caught.value).startswith(says)


def test_a_rule_is_given_once_and_a_span_is_never_negative() -> None:
    with pytest.raises(ConfigurationError, match="the rule stuck is given twice"):
        USUAL.only(["stuck=1h", "stuck"])
    with pytest.raises(ConfigurationError, match="the rule cost is given twice"):
        LIMITS.only(["cost", "cost=5 USD"])
    with pytest.raises(ConfigurationError, match="there are two amounts in USD"):
        USUAL.only(["cost=5 USD", "cost=6 usd"])
    with pytest.raises(ConfigurationError, match="cost cannot be negative"):
        Rules(cost={"USD": Decimal(-1)})
    with pytest.raises(ConfigurationError, match="running-for cannot be negative"):
        Rules(running_for=-DAY)


def test_each_rule_has_a_name_that_only_takes() -> None:
    assert LIMITS.only(["cost"]).texts() == ["cost=5 USD", "cost=30 CNY"]
    every = LIMITS.only(RULES)
    assert every.names() == [*RULES]
    assert every.only(every.texts()) == every
