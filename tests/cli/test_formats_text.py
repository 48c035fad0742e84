"""CSV and YAML hold any text, give it back exactly, and nothing in them acts."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import yaml
from endpoint_roster import (
    Cost,
    Endpoint,
    EndpointState,
    Price,
    RateLimit,
    Replicas,
    to_dict,
)
from endpoint_roster_cli.endpoints import columns
from endpoint_roster_cli.output import csv_text, yaml_text
from hypothesis import given
from hypothesis import strategies as st
from support.csv_listing import read_csv

ATTACKS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "　=1", "\uff1d1", "'=1", "'",
    "=cmd|' /C calc'!A0", "x;=1+1", "x|=1", 'x";"=1', "a\tb", "a,b", 'a"b', "a\r\nb", "\\n", "\\",
    "\\x3b", "\x1b[31mred\x1b]8;;http://x\x07", "\x9b31m", "\u202egnp.exe", "\u2066x\u2069",
    "\u200b\ufeff", "\ud800", "\u2028\u2029\x85", "\xad", "\U000e0041", "\x00", "[red]x[/red]", "",
    " ", "no", "null", "~", "1e3", "2026-01-01", "2026-01-01T00:00:00Z", "0o7", "12:30:45", "=",
    "1_000", "<<", "- x", "#c", "a #b", "a: b", "%x", "`x", "!x", "&a", "*a", "{", "?", "|", ">",
    "---", "...", "客服 端点", "🚀", "Zürich", "\xa0x\xa0", "full　width",
]  # fmt: skip
# Every character, those among them that mean something somewhere more often.
TEXTS = st.one_of(
    st.sampled_from(ATTACKS),
    st.text(
        st.one_of(
            st.characters(), st.characters(categories=["Cs"]), st.sampled_from("='\\;|\t\r\n\"@+-")
        )
    ),
)
MAYBE = st.none() | TEXTS
COUNTS = st.none() | st.integers(-(2**63), 2**63)
TIMES = st.none() | st.datetimes(timezones=st.just(UTC))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
ENDPOINTS = st.builds(
    Endpoint,
    provider=TEXTS, account=TEXTS, id=TEXTS, name=MAYBE, model=MAYBE, kind=MAYBE,
    state=st.sampled_from(EndpointState), provider_state=MAYBE, url=MAYBE, region=MAYBE,
    owner=MAYBE, created_at=TIMES, updated_at=TIMES, provider_kind=MAYBE, description=MAYBE,
    state_reason=MAYBE, project=MAYBE, gpu_count=COUNTS, context_length=COUNTS,
    max_output_tokens=COUNTS, uptime=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    replicas=st.none() | st.builds(Replicas, min=COUNTS, max=COUNTS),
    rate_limit=st.none() | st.builds(RateLimit, requests_per_minute=COUNTS),
    prices=st.lists(
        st.builds(
            Price, item=TEXTS, amount=st.decimals(allow_nan=False, allow_infinity=False, places=9),
            currency=TEXTS, unit=TEXTS,
        ),
        max_size=2,
    ),
    cost=st.none() | st.builds(
        Cost, basis=TEXTS, currency=MAYBE,
        per_hour=st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=9),
    ),
    tags=st.dictionaries(TEXTS, TEXTS, max_size=3),
    raw=JSON,
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def is_tame(text: str) -> bool:
    """Whether a text can be shown by any terminal without doing anything."""
    text.encode()
    return all(c.isprintable() or c == "\n" or unicodedata.category(c) == "Zs" for c in text)


def written(records: list[dict[str, Any]], *, ascii_only: bool = False) -> str:
    out = io.StringIO(newline="")
    csv_text.write(records, columns.fields([]), out, ascii_only=ascii_only)
    return out.getvalue()


@given(st.lists(ENDPOINTS, max_size=3), st.booleans())
def test_csv_gives_back_what_was_written(endpoints: list[Endpoint], ascii_only: bool) -> None:
    records = [to_dict(endpoint) for endpoint in endpoints]
    text = written(records, ascii_only=ascii_only)
    assert read_csv(text) == records
    assert read_csv("\ufeff" + text) == records, "as spreadsheets save it"
    assert text.count("\r\n") == len(records) + 1, "one line is one endpoint"
    assert is_tame(text.replace("\r\n", "\n"))
    assert text.isascii() or not ascii_only


@given(ENDPOINTS)
def test_no_cell_is_a_formula(endpoint: Endpoint) -> None:
    for separator in ",;":
        rows = csv.reader(io.StringIO(written([to_dict(endpoint)])), delimiter=separator)
        for row in list(rows)[1:]:
            for cell in row:
                # Only a number may begin with a sign.
                assert not cell.lstrip().startswith(FORMULA) or _is_number(cell)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("text", ATTACKS)
def test_csv_of_one_text(text: str) -> None:
    out = io.StringIO(newline="")
    csv_text.write([{"name": text}], ["name"], out)
    (cell,) = list(csv.reader(io.StringIO(out.getvalue())))[1]
    assert not cell.lstrip().startswith(FORMULA)
    assert is_tame(cell)
    assert read_csv(out.getvalue()) == [{"name": text}]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        (None, ""),
        ("", "'"),
        ("plain", "plain"),
        ("客服", "客服"),
        ("=1", "'=1"),
        ("'", "''"),
        ("a'b", "a'b"),
        ("a\\b", "a\\\\b"),
        ("a\nb\t", "a\\nb\\t"),
        ("\x1b[0m", "\\x1b[0m"),
        ("\u202e", "\\u202e"),
        ("\U000e0041", "\\U000e0041"),
        ("a;-1", "a\\x3b-1"),
        ("a; b", "a; b"),
    ],
)
def test_the_rules_of_csv(text: str | None, cell: str) -> None:
    out = io.StringIO(newline="")
    csv_text.write([{"name": text, "id": "x"}], ["name", "id"], out, headings=False)
    assert list(csv.reader(io.StringIO(out.getvalue()))) == [[cell, "x"]]


def test_numbers_stay_numbers_and_nested_fields_are_json() -> None:
    endpoint = Endpoint(
        "p", "a", "1", gpu_count=8, uptime=99.5, context_length=-1,
        replicas=Replicas(min=1), prices=[Price("x", Decimal("1E-9"), "USD", "token")],
        created_at=datetime(2026, 3, 1, tzinfo=UTC), raw={"名": "\u202e"},
    )  # fmt: skip
    names, cells = list(csv.reader(io.StringIO(written([to_dict(endpoint)]))))
    row = dict(zip(names, cells, strict=True))
    assert (row["gpu_count"], row["uptime"], row["context_length"]) == ("8", "99.5", "-1")
    assert row["created_at"] == "2026-03-01T00:00:00Z"
    assert json.loads(row["replicas"])["min"] == 1
    assert json.loads(row["prices"])[0]["amount"] == "0.000000001"
    assert row["raw"] == '{"名": "\\u202e"}'
    assert (row["tags"], row["rate_limit"]) == ("{}", "")


@given(JSON, st.booleans())
def test_yaml_loads_back_equal(value: Any, ascii_only: bool) -> None:
    text = yaml_text.to_yaml({"value": value, "list": [value]}, ascii_only=ascii_only)
    assert yaml.safe_load(text) == {"value": value, "list": [value]}
    assert is_tame(text)
    assert text.isascii() or not ascii_only


@given(st.lists(ENDPOINTS, max_size=2))
def test_yaml_of_endpoints(endpoints: list[Endpoint]) -> None:
    records = [to_dict(endpoint) for endpoint in endpoints]
    text = yaml_text.to_yaml(records)
    assert yaml.safe_load(text) == records == json.loads(json.dumps(records))
    assert is_tame(text)


@pytest.mark.parametrize("text", ATTACKS)
def test_yaml_of_one_text(text: str) -> None:
    document = yaml_text.to_yaml({"name": text, text: "x"})
    assert yaml.safe_load(document) == {"name": text, text: "x"}
    assert is_tame(document)


#: Text that a reader of YAML 1.1, 1.2, or neither exactly, takes for something else.
OTHER_IN_YAML = [
    *("1e3", "1E3", "-1e3", "+1e3", "1e999", "1.5e3", ".5", "5.", "+1", "-0", "0", "08", "0777"),
    *("0o17", "0O17", "0x1F", "0b101", "1_000", "1,000", "190:20:30", "12:30:45.5", "1e-7"),
    *(".inf", "-.inf", "+.Inf", ".NaN", "inf", "nan", "NaN", "Infinity", "-Infinity"),
    *("y", "Y", "n", "N", "yes", "No", "on", "OFF", "true", "False", "null", "Null", "~", "nil"),
    *("2026-03-01", "2026-03-01T12:00:00Z", "2026-3-1 1:2:3", "<<", "=", "-", "", ".", "None"),
]


@pytest.mark.parametrize("text", OTHER_IN_YAML)
def test_yaml_quotes_what_any_reader_could_take_for_something_else(text: str) -> None:
    document = yaml_text.to_yaml([{text: text, "list": [text]}])
    assert document == f"- '{text}': '{text}'\n  list:\n  - '{text}'\n"
    assert yaml.safe_load(document) == [{text: text, "list": [text]}]


@pytest.mark.parametrize("text", ["gpt-4o", "yesterday", "e5", "llama 3", "a1e3", "v1.2", "x08"])
def test_yaml_leaves_text_plain_that_is_nothing_else(text: str) -> None:
    assert yaml_text.to_yaml({text: text}) == f"{text}: {text}\n"


def test_yaml_is_read_by_people_too() -> None:
    texts: list[Any] = ["no", "2026-01-01", 1, None, True]
    value: dict[str, Any] = {"b": "客服 端点", "a": texts, "again": {}, "and": {}}
    assert yaml_text.to_yaml(value) == (
        "b: 客服 端点\na:\n- 'no'\n- '2026-01-01'\n- 1\n- null\n- true\nagain: {}\nand: {}\n"
    )
    shared = {"x": 1}
    assert "&" not in yaml_text.to_yaml([shared, shared]), "no references"
    assert "\n" not in yaml_text.to_yaml("long " * 100).strip(), "no folding"
