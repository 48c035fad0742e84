"""roster costs, and costs in other commands: the simulated fleets' figures, in each format."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from endpoint_roster import Cost, costs
from endpoint_roster_cli.commands.costs import GROUPS
from endpoint_roster_cli.endpoints.cells import cost_text, money
from endpoint_roster_cli.schemas import read
from endpoint_roster_sim import Simulator
from endpoint_roster_sim.faults import Status
from jsonschema import Draft202012Validator
from support.golden import check_golden
from support.surroundings import variables_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIM = ("--sim", "--sim-endpoints", "12")


def document(roster: Any, *words: str) -> Any:
    done = roster("costs", *SIM, *words, "-o", "json")
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    validator: Any = Draft202012Validator(read("costs"))
    validator.validate(found)
    return found


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("costs.txt", ()),
        (
            "costs-owner.txt",
            ("--group-by", "owner", "--provider", "together", "--provider", "ppio"),
        ),
        ("costs.json", ("-o", "json", "--group-by", "kind")),
        ("costs.jsonl", ("-o", "jsonl")),
        ("costs.csv", ("-o", "csv", "--group-by", "provider", "--group-by", "kind")),
        ("costs.yaml", ("-o", "yaml", "--provider", "ppio")),
    ],
)
def test_golden_output(noon: Any, name: str, words: tuple[str, ...]) -> None:
    done = noon("costs", *SIM, *words)
    assert (done.code, done.err) == (0, "")
    check_golden(name, done.out)


def test_the_sums_are_those_of_the_list(noon: Any) -> None:
    endpoints = json.loads(noon("list", *SIM, "--costs", "-o", "json").out)["endpoints"]
    total = document(noon)["total"]
    assert {one["currency"] for one in total["costs"]} == {"CNY", "USD"}
    for one in total["costs"]:
        amounts = [
            Decimal(each["cost"]["per_hour"])
            for each in endpoints
            if each["cost"]["per_hour"] and each["cost"]["currency"] == one["currency"]
        ]
        assert Decimal(one["per_hour"]) == sum(amounts) > 0
        assert Decimal(one["per_30_days"]) == sum(amounts) * 720
    assert total["by_use"] == sum(each["cost"]["by_use"] for each in endpoints)
    unknown = [e for e in endpoints if not e["cost"]["by_use"] and not e["cost"]["per_hour"]]
    assert total["unknown"] == len(unknown) > 0
    assert total["endpoints"] == len(endpoints) == 60


@pytest.mark.parametrize("by", GROUPS)
def test_every_grouping_counts_all(noon: Any, by: str) -> None:
    found = document(noon, "--group-by", by)
    assert sum(group["endpoints"] for group in found["groups"]) == 60
    assert all(next(iter(group)) == by for group in found["groups"])
    sums = [one for group in found["groups"] for one in group["costs"]]
    for one in found["total"]["costs"]:
        same = [Decimal(each["per_hour"]) for each in sums if each["currency"] == one["currency"]]
        assert sum(same) == Decimal(one["per_hour"])


def test_the_groups_are_those_of_the_library() -> None:
    assert GROUPS == costs.GROUPS


def test_tabs_are_for_cut(noon: Any) -> None:
    done = noon("costs", *SIM, "-o", "tsv", "--no-headers", "--provider", "together")
    ((provider, *amounts, endpoints, by_use, unknown),) = (
        line.split("\t") for line in done.out.splitlines()
    )
    assert (provider, endpoints, by_use, unknown) == ("together", "12", "6", "0")
    assert all(amount.startswith("~") and amount.endswith(" USD") for amount in amounts)


def test_questions_narrow_what_is_counted(noon: Any) -> None:
    (group,) = document(noon, "--provider", "together", "--state", "stopped")["groups"]
    assert group["priced"] == group["endpoints"] > 0
    assert [Decimal(one["per_hour"]) for one in group["costs"]] == [0]


def test_nothing_costs_nothing(noon: Any) -> None:
    done = noon("costs", *SIM, "--name", "no such name")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_the_list_shows_costs_when_they_are_asked_for(noon: Any) -> None:
    without = noon("list", *SIM).out
    assert "COST/H" not in without
    assert "COST/H" not in noon("list", *SIM, "-o", "wide").out
    for words in (("--costs",), ("--costs", "-o", "wide")):
        head, *lines = noon("list", *SIM, *words).out.splitlines()
        assert "COST/H" in head
        assert any("~31.92 USD" in line for line in lines)
        assert any("by use" in line for line in lines)
    by_cost = noon("list", *SIM, "--sort-by", "-cost", "--limit", "1", "--columns", "cost").out
    assert by_cost.split() == ["COST/H", "43.92", "USD"], "a column of costs asks for them"


def test_every_format_of_the_list_has_the_cost(noon: Any) -> None:
    words = ("list", *SIM, "--costs", "--provider", "together")
    expected = [each["cost"] for each in json.loads(noon(*words, "-o", "json").out)["endpoints"]]
    assert {one["per_hour"] for one in expected} >= {None, "0", "7.98"}
    in_yaml = yaml.safe_load(noon(*words, "-o", "yaml").out)["endpoints"]
    assert [each["cost"] for each in in_yaml] == expected
    lines = noon(*words, "-o", "jsonl").out.splitlines()
    assert [json.loads(line)["cost"] for line in lines] == expected
    rows = csv.DictReader(io.StringIO(noon(*words, "-o", "csv").out))
    assert [json.loads(row["cost"]) for row in rows] == expected


def test_show_has_the_cost_by_itself(noon: Any) -> None:
    listed = json.loads(noon("list", *SIM, "--costs", "-o", "json").out)["endpoints"]
    (running, *_) = [each for each in listed if each["cost"]["per_hour"] == "31.92"]
    done = noon("show", *SIM, running["id"])
    line = f"~31.92 USD an hour: {running['cost']['basis']}\n"
    assert [one for one in done.out.splitlines(keepends=True) if one.endswith(line)]
    found = json.loads(noon("show", *SIM, running["id"], "-o", "json").out)
    assert found["cost"] == running["cost"]


def test_prices_that_cannot_be_read_are_said_and_cost_nothing_else(roster: Any) -> None:
    words = ("--provider", "ppio")
    with Simulator(endpoints=6, faults=[Status(403, nth=2, provider="ppio")]) as simulator:
        done = roster("costs", *words, env=variables_of(simulator))
        assert done.code == 0
        assert done.out.splitlines()[1].split() == ["ppio", "-", "-", "-", "6", "0", "6"]
        assert "ppio (ppio): prices: list gpu products, page 1: " in done.err
        assert roster("costs", *words, env=variables_of(simulator)).err == "", "it was one fault"


@pytest.mark.parametrize("output", ["table", "json", "jsonl", "parquet"])
def test_every_format_of_list_says_which_prices_cannot_be_read(
    roster: Any, tmp_path: Path, output: str
) -> None:
    words = ("list", "-p", "ppio", "--costs", "-o", output)
    words += ("--output-file", str(tmp_path / "listing"))
    with Simulator(endpoints=6, faults=[Status(403, nth=2, provider="ppio")]) as simulator:
        done = roster(*words, env=variables_of(simulator))
    assert done.code == 0
    assert "ppio (ppio): prices: list gpu products, page 1: " in done.err


def test_an_account_that_fails_is_said_and_the_rest_is_counted(roster: Any) -> None:
    with Simulator(endpoints=6, faults=[Status(403, provider="together")]) as simulator:
        done = roster("costs", "-o", "json", env=variables_of(simulator))
    assert done.code == 3
    assert "together (together): list endpoints failed" in done.err
    found = json.loads(done.out)
    assert (found["complete"], found["total"]["endpoints"]) == (False, 18)
    assert [failure["provider"] for failure in found["failures"]] == ["together"]


def test_prices_of_the_configuration_file_count(
    roster: Any, simulator: Simulator, file: Callable[[str], str]
) -> None:
    cloud = simulator["huawei"]
    config = file(
        f"""
[[accounts]]
provider = "huawei"
token = {{ env = "TOKEN" }}
project_id = "{cloud.project_id}"
base_url = "{cloud.base_url}"

[prices.endpoints]
"huawei/*" = {{ amount = 1.05, currency = "CNY" }}
"""
    )
    words = ("costs", "--state", "running", "-o", "jsonl", "--config", config)
    (group,) = map(json.loads, roster(*words, env={"TOKEN": cloud.token}).out.splitlines())
    assert group["priced"] == group["estimates"] == group["endpoints"] > 0
    (one,) = group["costs"]
    assert Decimal(one["per_hour"]) == group["endpoints"] * Decimal("1.05")


def test_costs_and_counts_are_two_commands(noon: Any) -> None:
    done = noon("list", *SIM, "--costs", "--group-by", "kind")
    assert done.code == 2
    assert "roster costs" in done.err


@pytest.mark.parametrize(
    ("cost", "text"),
    [
        (None, ""),
        (Cost("unknown"), ""),
        (Cost("", by_use=True), "by use"),
        (Cost("", Decimal("7.9800"), "USD"), "7.98 USD"),
        (Cost("", Decimal("31.5"), "CNY", is_estimate=True), "~31.50 CNY"),
        (Cost("", Decimal(0), "USD"), "0.00 USD"),
    ],
)
def test_how_a_cost_is_written(cost: Cost | None, text: str) -> None:
    assert cost_text(cost) == text


@pytest.mark.parametrize(
    ("amount", "text"), [("1E+3", "1,000.00"), ("0.00005", "0.00005"), ("0.10", "0.10")]
)
def test_amounts_have_at_least_two_decimals(amount: str, text: str) -> None:
    assert money(Decimal(amount)) == text


def test_an_unknown_grouping_says_which_there_are(noon: Any) -> None:
    done = noon("costs", *SIM, "--group-by", "provider,modle")
    assert done.code == 2
    assert "unknown field 'modle'" in done.err
    assert "Did you mean model?" in done.err
