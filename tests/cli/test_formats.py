"""The formats of roster list, each to the last byte, and that they tell the same."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from endpoint_roster_cli import schemas
from endpoint_roster_cli.main import main
from endpoint_roster_sim import Simulator
from jsonschema import Draft202012Validator, FormatChecker
from support.csv_listing import read_csv
from support.golden import check_golden
from support.surroundings import variables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

FEW = ("list", "--sim", "--sim-endpoints", "3")
SECRET = "s3cr3t-never-shown"


def validate(name: str, document: Any) -> None:
    validator: Any = Draft202012Validator(schemas.read(name), format_checker=FormatChecker())
    validator.validate(document)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("list.txt", ()),
        ("list-wide.txt", ("-o", "wide")),
        ("list.json", ("-o", "json")),
        ("list.jsonl", ("-o", "jsonl", "--sort-by", "provider")),
        ("list.csv", ("-o", "csv")),
        ("list.yaml", ("-o", "yaml")),
        ("list-name.txt", ("-o", "name")),
        ("columns.txt", ("--columns", "reference,age,price,tags", "--sort-by=-age,name")),
        ("columns.csv", ("-o", "csv", "--columns", "id,age,price,created", "--sort-by", "price")),
        ("groups.txt", ("--group-by", "provider", "--group-by", "state")),
        ("groups.json", ("--group-by", "kind", "--group-by", "region", "-o", "json")),
        ("groups.jsonl", ("--group-by", "model", "-o", "jsonl")),
        ("groups.csv", ("--group-by", "model", "-o", "csv")),
        ("groups.yaml", ("--group-by", "account", "-o", "yaml")),
        ("query.json", ("--query", "endpoints[?state=='running'].{name: name, price: prices}")),
        ("query.yaml", ("--query", "length(endpoints)", "-o", "yaml")),
    ],
)
def test_golden_output(noon: Any, name: str, words: tuple[str, ...]) -> None:
    done = noon(*FEW, *words)
    assert (done.code, done.err) == (0, "")
    check_golden(name, done.out)


def test_all_formats_carry_the_same_listing(noon: Any) -> None:
    def printed(output: str) -> str:
        return noon("list", "--sim", "-o", output, "--sort-by", "provider,id").out

    document = json.loads(printed("json"))
    validate("listing", document)
    endpoints = document["endpoints"]
    assert len(endpoints) == 180
    assert yaml.safe_load(printed("yaml")) == document
    lines = [json.loads(line) for line in printed("jsonl").splitlines()]
    assert lines == endpoints
    validate("endpoint", lines[0])
    assert read_csv(printed("csv")) == endpoints
    references = [f"{e['provider']}/{e['account']}/{e['id']}" for e in endpoints]
    assert printed("name").splitlines() == references
    assert len(set(references)) == 180


@pytest.mark.parametrize("output", ["json", "yaml"])
@pytest.mark.parametrize(
    "by", [("state",), ("provider", "kind", "region"), ("account", "tag:team")]
)
def test_groups_are_as_their_schema_says(noon: Any, output: str, by: tuple[str, ...]) -> None:
    words = [word for name in by for word in ("--group-by", name)]
    done = noon("list", "--sim", "-o", output, *words)
    document = yaml.safe_load(done.out)
    validate("groups", document)
    assert document["complete"] is True
    assert sum(group["count"] for group in document["groups"]) == 180
    assert all(list(group) == [*by, "count", "replicas", "gpus"] for group in document["groups"])


def test_groups_stand_side_by_side_with_the_largest_first(noon: Any) -> None:
    done = noon("list", "--sim", "--group-by", "kind", "--group-by", "state", "-o", "jsonl")
    groups = [json.loads(line) for line in done.out.splitlines()]
    for group in groups:
        validate("groups", {"groups": [group], "failures": [], "complete": True})
    kinds = [group["kind"] for group in groups]
    firsts = list(dict.fromkeys(kinds))
    assert kinds == [kind for kind in firsts for _ in range(kinds.count(kind))]
    totals = [sum(g["count"] for g in groups if g["kind"] == kind) for kind in firsts]
    assert totals == sorted(totals, reverse=True)
    for kind in firsts:
        counts = [g["count"] for g in groups if g["kind"] == kind]
        assert counts == sorted(counts, reverse=True)


def test_groups_can_be_sorted(noon: Any) -> None:
    def first(*words: str) -> list[str]:
        done = noon("list", "--sim", "--group-by", "state", "--no-headers", *words)
        return [line.split()[0] for line in done.out.splitlines()]

    assert first("--sort-by", "state") == sorted(first())
    assert first("--sort-by", "state", "--reverse") == sorted(first(), reverse=True)
    assert first("--reverse") == first()[::-1]
    count = noon("list", "--sim", "--group-by", "state", "--no-headers", "--sort-by", "count").out
    assert [int(n) for n in count.split()[1::4]] == sorted(int(n) for n in count.split()[1::4])


def test_groups_sum_replicas_and_gpus(noon: Any) -> None:
    listed = json.loads(noon("list", "--sim", "-o", "json").out)["endpoints"]
    groups = json.loads(noon("list", "--sim", "--group-by", "provider", "-o", "json").out)["groups"]
    of_ppio = [one for one in listed if one["provider"] == "ppio"]
    sums = {group["provider"]: (group["replicas"], group["gpus"]) for group in groups}
    assert sums["ppio"] == (
        sum(one["replicas"]["current"] for one in of_ppio),
        sum(one["replicas"]["current"] * one["gpu_count"] for one in of_ppio),
    )
    assert sums["openrouter"] == (None, None), "unknown is not zero"
    words = ("list", "--sim", "--group-by", "provider", "--no-headers", "--sort-by", "-gpus")
    assert noon(*words).out.splitlines()[0].split("\t") == ["ppio", "36", *map(str, sums["ppio"])]


@pytest.mark.parametrize("output", ["table", "wide", "json", "jsonl", "csv", "yaml", "name"])
def test_a_limit_says_what_it_cut(noon: Any, output: str) -> None:
    done = noon("list", "--sim", "-o", output, "--sort-by=-created", "--limit", "7")
    assert done.code == 0
    assert done.err == "roster: 7 of 180 endpoints (--limit)\n"
    if output in ("json", "yaml"):
        document = yaml.safe_load(done.out)
        validate("listing", document)
        assert (len(document["endpoints"]), document["complete"]) == (7, False)
    else:
        assert len(done.out.splitlines()) == 7 + (output in ("table", "wide", "csv"))


def test_a_limit_that_cuts_nothing_says_nothing(noon: Any) -> None:
    done = noon(*FEW, "-o", "json", "--limit", "15")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["complete"] is True
    assert noon(*FEW, "--limit", "0").err == "roster: 0 of 15 endpoints (--limit)\n"


def test_a_limit_of_groups(noon: Any) -> None:
    done = noon(*FEW, "--group-by", "provider", "--limit", "2", "-o", "json")
    assert done.err == "roster: 2 of 5 groups (--limit)\n"
    assert json.loads(done.out)["complete"] is False


@pytest.mark.parametrize("output", ["table", "wide", "csv"])
def test_headings_can_be_left_out(noon: Any, output: str) -> None:
    whole = [line.split() for line in noon(*FEW, "-o", output).out.splitlines()]
    rest = [line.split() for line in noon(*FEW, "-o", output, "--no-headers").out.splitlines()]
    assert rest == whole[1:], "columns may be narrower without their headings"


def test_no_endpoint(noon: Any) -> None:
    nothing = ("list", "--sim", "--sim-endpoints", "0", "-o")
    for output in ("table", "wide", "name", "jsonl"):
        assert noon(*nothing, output).out == ""
    empty: dict[str, Any] = {"endpoints": [], "failures": [], "complete": True}
    assert json.loads(noon(*nothing, "json").out) == empty
    assert yaml.safe_load(noon(*nothing, "yaml").out) == empty
    assert read_csv(noon(*nothing, "csv").out) == []


@pytest.mark.parametrize("output", ["table", "wide", "jsonl", "csv", "yaml", "json", "name"])
def test_one_broken_account(roster: Any, variables: dict[str, str], output: str) -> None:
    done = roster("list", "-o", output, env=variables | {"TOGETHER_API_KEY": SECRET})
    assert done.code == 3
    assert done.err.startswith("roster: together (together): list endpoints failed: ")
    assert SECRET not in done.out + done.err
    if output in ("json", "yaml"):
        document = yaml.safe_load(done.out)
        validate("listing", document)
        assert (len(document["endpoints"]), document["complete"]) == (48, False)
        assert [failure["account"] for failure in document["failures"]] == ["together"]
    else:
        assert len(done.out.splitlines()) == 48 + (output in ("table", "wide", "csv"))


def test_groups_of_a_listing_that_is_incomplete(roster: Any, variables: dict[str, str]) -> None:
    broken = variables | {"TOGETHER_API_KEY": SECRET}
    done = roster("list", "--group-by", "provider", "-o", "json", env=broken)
    document = json.loads(done.out)
    validate("groups", document)
    assert (done.code, document["complete"], len(document["failures"])) == (3, False, 1)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("endpoints[", "position 11: something must follow\n  endpoints[\n            ^"),
        ("endpoints[?state=1]", "position 17: Unknown token '='"),
        ("a b", "position 3: Unexpected token: b\n  a b\n    ^"),
        ("", "cannot be empty"),
        ("lenght(endpoints)", "Did you mean length? Functions: abs, avg"),
        ("endpoints[?starts_with(name, 'a') && nope(@)]", "unknown function 'nope'"),
    ],
)
def test_a_query_that_cannot_be_read_is_wrong_usage(roster: Any, query: str, reason: str) -> None:
    done = roster("list", "--query", query)
    assert (done.code, done.out) == (2, "")
    assert reason in done.err


@pytest.mark.parametrize("query", ["length(complete)", "length(endpoints, failures)"])
def test_a_query_that_does_not_fit_the_document(roster: Any, query: str) -> None:
    done = roster(*FEW, "--query", query)
    assert (done.code, done.out) == (2, "")
    assert query in done.err
    assert "length()" in done.err


def test_a_query_of_groups(noon: Any) -> None:
    done = noon(*FEW, "--group-by", "provider", "--query", "groups[].count")
    assert json.loads(done.out) == [3, 3, 3, 3, 3]


@pytest.fixture(scope="module")
def ten_thousand() -> Iterator[dict[str, str]]:
    """The environment of a user of ten thousand endpoints."""
    with Simulator(2_000) as running:
        yield variables_of(running) | {"HUAWEICLOUD_X_AUTH_TOKEN": running["huawei"].token}


@pytest.mark.parametrize("output", ["table", "json"])
def test_ten_thousand_endpoints(noon: Any, ten_thousand: dict[str, str], output: str) -> None:
    done = noon("list", "-o", output, env=ten_thousand)
    assert (done.code, done.err) == (0, "")
    if output == "table":
        lines = done.out.splitlines()
        assert len(lines) == 10_001
        assert {line.split()[0] for line in lines} == {
            "PROVIDER", "volcengine", "ppio", "together", "openrouter", "huawei",
        }  # fmt: skip
    else:
        assert len(json.loads(done.out)["endpoints"]) == 10_000


def test_ten_thousand_endpoints_as_csv(noon: Any, ten_thousand: dict[str, str]) -> None:
    done = noon("list", "-o", "csv", env=ten_thousand)
    records = read_csv(done.out)
    assert len(records) == 10_000
    assert len({(r["provider"], r["id"]) for r in records}) == 10_000


@pytest.mark.parametrize("output", ["table", "json", "csv", "yaml", "name"])
def test_an_output_that_knows_no_unicode(monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", newline="")
    monkeypatch.setattr("sys.stdout", stream)
    assert main([*FEW, "-o", output]) == 0
    stream.flush()
    printed = raw.getvalue().decode("ascii")
    assert "volcengine" in printed
    if output == "csv":
        assert "\\u5ba2" in printed
        assert any("客服" in (r["name"] or "") for r in read_csv(printed))
    elif output in ("json", "yaml"):
        names = [e["name"] for e in yaml.safe_load(printed)["endpoints"]]
        assert any("客服" in name for name in names)


def test_csv_for_excel_begins_with_a_mark(noon: Any) -> None:
    plain = noon("list", "--sim", "-o", "csv").out
    assert noon("list", "--sim", "-o", "csv", "--bom").out == f"\ufeff{plain}"
