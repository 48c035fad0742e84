"""Values that no cloud can mean: they are unknown, stay in ``raw``, and cost nothing else."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, Endpoint, Roster, to_dict
from endpoint_roster.folding import folded
from endpoint_roster.providers import EndpointMapping, States
from endpoint_roster.providers.normalize import amount, integer, moment, number, quantity
from endpoint_roster.query import Query
from hypothesis import given
from hypothesis import strategies as st

if TYPE_CHECKING:
    from .conftest import Answer, Serve

ABSURD_PRICES = [
    "1e999999999", "1e100000", "1e100", "1e-100", "9" * 100_000, "0." + "0" * 100_000 + "1",
    "-0", "-1", "+1", "1_000", "1,000", "\u0661\u0662", "\uff11", " 1", "1\n", "NaN", "sNaN",
    "Infinity", "1e", "e5", "1.", "", ".", "0x10", "1e1000000000000000000000",
]  # fmt: skip


@pytest.mark.parametrize("text", ABSURD_PRICES, ids=lambda text: repr(text[:14]))
def test_a_price_that_none_can_be_is_unknown(text: str) -> None:
    assert amount(text) is None


@pytest.mark.parametrize("value", [0.5, 1, None, True, ["1"], Decimal(1)])
def test_a_price_that_is_no_text_is_unknown(value: object) -> None:
    assert amount(value) is None


@pytest.mark.parametrize("text", ["0", "0.0", "0.00000055", "1e-7", "5.5E-07", ".5", "20", "0e0"])
def test_prices_are_exact(text: str) -> None:
    assert amount(text) == Decimal(text)


@given(st.text("0123456789.eE+-_ \u0661", max_size=30))
def test_what_is_taken_for_a_price_is_short_to_write(text: str) -> None:
    found = amount(text)
    assert found is None or (found >= 0 and len(format(found, "f")) < 130)


HUGE = [10**16, -(10**16), 10**400, float("inf"), float("-inf"), float("nan"), 1e300]


@pytest.mark.parametrize("value", [*HUGE, "5", True, None, [5]], ids=lambda value: repr(value)[:9])
def test_a_number_of_absurd_size_is_unknown(value: object) -> None:
    assert integer(value) is None
    assert quantity(value) is None
    assert number(value) is None
    assert moment(value) is None
    assert quantity(-1) is None
    assert (integer(-1), quantity(0), number(99.5), number(7)) == (-1, 0, 99.5, 7.0)


NO_TIMES = [
    "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+08:00", "0001-01-01T00:00:00-08:00",
    "0001-01-01T00:00:00", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z",
    "1970-01-01T08:00:00+08:00", "1970-01-01T00:00:00+08:00", "1969-12-31T19:00:00-05:00",
    "1601-01-01T00:00:00Z", "1900-01-01T00:00:00Z", "1899-12-30T00:00:00Z",
    "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-23:59",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_TIMES)
def test_zero_of_a_calendar_is_no_time(text: str, serve: Serve, answer: type[Answer]) -> None:
    items = [{"Id": "one", "CreateTime": text, "UpdateTime": text}]
    items += [{"Id": "two", "CreateTime": "2026-03-01T12:00:00Z"}]
    body = {"Result": {"TotalCount": 2, "PageNumber": 1, "PageSize": 100, "Items": items}}
    server = serve(lambda _: answer(json.dumps(body).encode()))
    account = Account("volcengine", access_key="a", secret_key="s", base_url=server.url)
    with Roster([account], max_attempts=1) as roster:
        listing = roster.list().collect()
        old = roster.list(created_before=datetime(2020, 1, 1, tzinfo=UTC)).collect()
    assert listing.complete
    one, two = listing.endpoints
    assert (one.created_at, one.updated_at) == (None, None)
    assert one.raw.to_dict()["CreateTime"] == text
    assert two.created_at == datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert old.endpoints == []


@pytest.mark.parametrize("value", [0, -1, 1, 86_399, -62_135_596_800, -62_135_596_800_000, 1e18])
def test_numbers_that_stand_for_no_time(value: float) -> None:
    assert moment(value) is None


def openrouter(serve: Serve, answer: type[Answer], *endpoints: str) -> list[Endpoint]:
    body = '{"data":{"created":1790000000,"endpoints":[' + ",".join(endpoints) + "]}}"
    server = serve(lambda _: answer(body.encode()))
    account = Account("openrouter", models=["author/slug"], base_url=server.url)
    with Roster([account], max_attempts=1) as roster:
        listing = roster.list().collect()
    assert listing.complete, listing.failures
    json.dumps(to_dict(listing), allow_nan=False)
    return listing.endpoints


@pytest.mark.parametrize(
    "value",
    [
        '"1e999999999"', "1e999999999", "9" * 5000, "-" + "9" * 5000, "NaN", "-Infinity", "1e308",
        '"' + "9" * 5000 + '"', "true", "[[]]", '"\\ud800"',
    ],
    ids=lambda value: value[:12],
)  # fmt: skip
def test_one_value_costs_no_other(value: str, serve: Serve, answer: type[Answer]) -> None:
    names = ("context_length", "max_completion_tokens", "status", "uptime_last_30m")
    odd = ",".join(f'"{name}":{value}' for name in names)
    text = f'{{"tag":"odd",{odd},"pricing":{{"prompt":{value},"completion":"0.1"}}}}'
    good = '{"tag":"good","context_length":8192,"status":0,"pricing":{"prompt":"0.5"}}'
    one, two = openrouter(serve, answer, text, good)
    assert (one.id, one.context_length, one.max_output_tokens) == ("author/slug@odd", None, None)
    assert [price.item for price in one.prices] == ["completion"]
    assert (two.context_length, two.prices[0].amount) == (8192, Decimal("0.5"))
    assert "context_length" in one.raw.to_dict()


def item(**fields: Any) -> str:
    return json.dumps({"tag": "deepinfra", "quantization": "fp8", "context_length": 8192} | fields)


FP8 = item()
TWINS: dict[str, tuple[list[str], list[str | None]]] = {
    "alone": ([FP8], [""]),
    "quantization": ([FP8, item(quantization="bf16")], ["#fp8", "#bf16"]),
    "no quantization": ([FP8, item(quantization=None)], ["#fp8", "#-"]),
    "context": ([FP8, item(context_length=4096)], ["#fp8,8192", "#fp8,4096"]),
    "one of three": (
        [FP8, item(context_length=4096), item(quantization="bf16")],
        ["#fp8,8192", "#fp8,4096", "#bf16"],
    ),
    "longest answer": ([FP8, item(max_completion_tokens=9)], ["#fp8,8192,-", "#fp8,8192,9"]),
    "prices": (
        [item(pricing={"prompt": "1e-7"}), item(pricing={"prompt": "2e-7"})],
        ["#fp8,8192,-,0.0000001", "#fp8,8192,-,0.0000002"],
    ),
    "another tag": ([FP8, item(tag="other")], ["", None]),
    "twins": ([FP8, FP8, FP8], ["", "#2", "#3"]),
    "twins of another state": ([item(status=-5), item(status=0)], ["", "#2"]),
    "twins of another uptime": (
        [item(uptime_last_30m=90.5), item(uptime_last_30m=99)],
        ["", "#2"],
    ),
    "twins of another name": ([item(name="b"), item(name="a"), FP8], ["#3", "#2", ""]),
    "twins of another owner": ([item(provider_name="A"), item(provider_name="B")], ["", "#2"]),
    "twins beside another": (
        [FP8, item(quantization="bf16"), FP8],
        ["#fp8", "#bf16", "#fp8#2"],
    ),
    "twins of one price": (
        [item(pricing={"prompt": price}) for price in ("1e-7", "2e-7", "1e-7")],
        [f"#fp8,8192,-,0.000000{end}" for end in ("1", "2", "1#2")],
    ),
}


@pytest.mark.parametrize("name", TWINS)
def test_endpoints_of_one_tag_have_the_same_ids_in_any_order(
    name: str, serve: Serve, answer: type[Answer]
) -> None:
    items, marks = TWINS[name]
    expected = [
        "author/slug@other" if mark is None else f"author/slug@deepinfra{mark}" for mark in marks
    ]
    assert [one.id for one in openrouter(serve, answer, *items)] == expected
    by_id = dict(zip(expected, map(json.loads, items), strict=True))
    for order in itertools.permutations(items):
        found = openrouter(serve, answer, *order)
        assert {one.id: one.raw.to_dict() for one in found} == by_id


COMPOSED, DECOMPOSED = "Z\u00fcrich", "Zu\u0308rich"
SAME = [
    (COMPOSED, DECOMPOSED),
    ("stra\u00dfe", "STRASSE"),
    ("\u212b", "\u00e5"),
    ("\u1e9e", "ss"),
    ("\ufb01ne", "FINE"),
    ("\u03a3\u03ac\u03c2", "\u03c3\u0391\u0301\u03c3"),
    ("\uac00", "\u1100\u1161"),
    ("\u1e69", "S\u0323\u0307"),
    ("Acme", "aCME"),
    ("\u0130x", "i\u0307X"),
]


def found(endpoint: Endpoint, **filters: Any) -> bool:
    return bool(Query.of(**filters).pick([endpoint]))


@pytest.mark.parametrize(("here", "there"), [*SAME, *((b, a) for a, b in SAME)])
def test_a_filter_finds_every_spelling(here: str, there: str) -> None:
    one = Endpoint("p", "a", "id", name=f"the {here} one", model=here, region=here)
    one.provider_kind, one.tags = here, {here: here, "other": "x"}
    for filters in (
        {"name": there},
        {"model": there},
        {"region": there},
        {"kinds": [there]},
        {"tags": {there: None}},
        {"tags": {there: there, "OTHER": ["y", "X"]}},
    ):
        assert found(one, **filters), filters
    assert one.name == f"the {here} one"


def test_a_filter_finds_no_other_letter() -> None:
    one = Endpoint("p", "a", "id", name=DECOMPOSED, region="stra\u00dfe", tags={"a": "b"})
    for filters in (
        {"name": "Zurich"},
        {"name": "zu"},
        {"region": "strase"},
        {"tags": {"b": None}},
        {"tags": {"a": "a"}},
    ):
        assert not found(one, **filters), filters


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(text) in {folded(text.upper()), folded(text.lower()), folded(text)}


def test_a_mapping_to_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TypeError, match="no field 'nmae'"):
        EndpointMapping(States(running=("up",)), id="id", nmae="name")
