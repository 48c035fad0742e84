"""The table [check] of the configuration file."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from endpoint_roster import ConfigurationError, Roster
from endpoint_roster.checks import RuleException, Rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ACCOUNT = '[[accounts]]\nprovider = "ppio"\napi_key = { env = "GOOD" }\n'


@pytest.fixture(autouse=True)
def good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOD", "a-key")


def test_a_roster_has_the_rules_of_its_file(write: Callable[[str], Path]) -> None:
    table = """
[check]
failed = false
stuck = "1.5h"
replicas = true
running-for = true
cost = ["5 USD", "30.50 CNY"]

[[check.exceptions]]
reference = "ppio/ppio/*"
rule = "running-for"
reason = '''two
lines'''
until = 2026-03-31

[[check.exceptions]]
reference = "ppio/ppio"
rule = "unread"
reason = "moves"
until = "2026-04-01"
"""
    with Roster.from_file(write(ACCOUNT + table)) as roster:
        rules = roster.rules
    assert rules == Rules(
        failed=False,
        stuck=timedelta(minutes=90),
        running_for=timedelta(days=30),
        cost={"USD": Decimal(5), "CNY": Decimal("30.5")},
        exceptions=(
            RuleException(
                reference="ppio/ppio/*",
                rule="running-for",
                reason="two lines",
                until=date(2026, 3, 31),
            ),
            RuleException(
                reference="ppio/ppio", rule="unread", reason="moves", until=date(2026, 4, 1)
            ),
        ),
    )


def test_a_file_without_the_table_has_the_usual_rules(write: Callable[[str], Path]) -> None:
    with Roster.from_file(write(ACCOUNT)) as roster:
        assert roster.rules == Rules()


def exception(**changed: str) -> str:
    values = {
        "reference": '"ppio/*"',
        "rule": '"failed"',
        "reason": '"known"',
        "until": "2026-03-31",
    } | changed
    lines = (f"{key} = {value}\n" for key, value in values.items() if value)
    return "[[check.exceptions]]\n" + "".join(lines)


WRONG = [
    ("check = 5", "line 1, check: it must be a table"),
    ('[check]\nstuk = "1h"', "line 2, stuk: unknown key 'stuk'. Did you mean stuck? "),
    (
        '[check]\nrunning_for = "1h"',
        "line 2, running_for: unknown key 'running_for'. Write running-for",
    ),
    (
        '[check]\n\nstuck = "soon"',
        "line 3, stuck: 'soon' is not a valid duration. Write it like 45m",
    ),
    ("[check]\nstuck = -5", "line 2, stuck: -5 is not a valid duration"),
    ('[check]\nfailed = "1h"', "line 2, failed: the rule failed takes no threshold"),
    ("[check]\ncost = true", "line 2, cost: the rule cost needs an amount. Write"),
    ("[check]\ncost = 5", "line 2, cost: 5 is not an amount. Write an amount of 0 or more"),
    ('[check]\ncost = { USD = "x" }', "line 2, cost: {'USD': 'x'} is not an amount"),
    ("[check]\ncost = { USD = 5.5 }", "line 2, cost: {'USD': 5.5} is not an amount"),
    ('[check]\ncost = "-5 USD"', "line 2, cost: '-5 USD' is not an amount"),
    ('[check]\ncost = ["5 USD", "x"]', "line 2, cost: 'x' is not an amount"),
    ("[check]\nexceptions = 5", "line 2, exceptions: exceptions must be tables"),
    ("[check]\nexceptions = [5]", "line 2: an exception must be a table"),
    (exception(until="", rule=""), "line 1: the exception has no rule. It needs reference, rule"),
    (exception() + exception(reference=""), "line 6: the exception has no reference"),
    (exception(note='"x"'), "line 6, note: unknown key 'note'. Known are reference, rule"),
    (exception(rule='"stuk"'), "line 3, rule: unknown rule 'stuk'. Did you mean stuck?"),
    (exception(reason='" "'), "line 4, reason: it must be a text"),
    (exception(reference="5"), "line 2, reference: it must be a text"),
    (exception(until='"soon"'), "line 5, until: 'soon' is not a date. Write a date, such as 2026-"),
    (
        exception(until="2026-03-31T12:00:00Z"),
        "line 5, until: 2026-03-31 12:00:00+00:00 is not a date",
    ),
    (exception(until="5"), "line 5, until: 5 is not a date"),
]


@pytest.mark.parametrize(("table", "says"), WRONG)
def test_an_error_names_file_line_and_key(
    write: Callable[[str], Path], table: str, says: str
) -> None:
    file = write(f"{table}\n{ACCOUNT}")
    with pytest.raises(ConfigurationError) as caught:
        Roster.from_file(file)
    assert str(caught.value).startswith(f"{file}, {says}")
