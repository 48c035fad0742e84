"""Listings made of the JSON data that was made of listings."""

from __future__ import annotations

import json
import pickle
from copy import deepcopy
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
import yaml
from endpoint_roster import (
    Account,
    AccountReport,
    DataError,
    Endpoint,
    EndpointState,
    Failure,
    Listing,
    Price,
    RateLimit,
    Replicas,
    Roster,
    listing_from_dict,
    to_dict,
)
from hypothesis import given
from hypothesis import strategies as st

TEXT = st.text(st.characters(codec=None), max_size=8)
MAYBE_TEXT = st.none() | TEXT
COUNT = st.none() | st.integers(1 - 2**63, 2**63 - 1)
NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)
# Not the very ends of the calendar, which have no UTC in every zone.
MOMENT = st.none() | st.datetimes(
    datetime(2, 1, 1),
    datetime(9998, 1, 1),
    timezones=st.integers(-1439, 1439).map(lambda m: timezone(timedelta(minutes=m))),
)
AMOUNT = st.decimals(-(10**60), 10**60, places=60)
RAW = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
FAILURES = st.builds(
    Failure,
    **dict.fromkeys(("provider", "account", "kind", "attempted", "cause", "advice"), TEXT),
    status=COUNT,
    code=MAYBE_TEXT,
    request_id=MAYBE_TEXT,
    retry_after=NUMBER,
)
REPORTS = st.builds(
    AccountReport,
    provider=TEXT,
    account=TEXT,
    seconds=st.floats(0, 1e6),
    notes=st.lists(TEXT, max_size=2),
    failure=st.none() | FAILURES,
)
WORDS = (
    *("name", "model", "kind", "provider_state", "url", "region", "owner", "provider_kind"),
    *("description", "state_reason", "project"),
)
ENDPOINTS = st.builds(
    Endpoint,
    **dict.fromkeys(("provider", "account", "id"), TEXT),
    **dict.fromkeys(WORDS, MAYBE_TEXT),
    **dict.fromkeys(("gpu_count", "context_length", "max_output_tokens"), COUNT),
    state=st.sampled_from(EndpointState),
    created_at=MOMENT,
    updated_at=MOMENT,
    uptime=NUMBER,
    replicas=st.none() | st.builds(Replicas, COUNT, COUNT, COUNT, COUNT),
    rate_limit=st.none() | st.builds(RateLimit, COUNT, COUNT),
    prices=st.lists(st.builds(Price, TEXT, AMOUNT, TEXT, TEXT), max_size=2),
    tags=st.dictionaries(TEXT, TEXT, max_size=2),
    raw=RAW,
)
LISTINGS = st.builds(
    Listing,
    st.lists(ENDPOINTS, max_size=3),
    st.lists(FAILURES, max_size=2),
    st.booleans(),
    st.lists(REPORTS, max_size=2),
)
SMALL: dict[str, Any] = {
    "endpoints": [{"provider": "ppio", "account": "prod", "id": "a"}],
    "failures": [],
    "complete": True,
}


def small(**fields: Any) -> dict[str, Any]:
    data = deepcopy(SMALL)
    data["endpoints"][0].update(fields)
    return data


@given(LISTINGS)
def test_what_is_written_reads_back_equal(listing: Listing) -> None:
    data = json.loads(json.dumps(to_dict(listing)))
    assert to_dict(listing_from_dict(data)) == data


def test_the_clouds_listing_reads_back_equal(simulated_accounts: list[Account]) -> None:
    with Roster(simulated_accounts) as roster:
        listing = roster.list().collect()
    data = to_dict(listing)
    read = listing_from_dict(data)
    assert to_dict(read) == data
    for endpoint, written in zip(read.endpoints, listing.endpoints, strict=True):
        assert isinstance(endpoint.raw, dict)
        endpoint.raw = written.raw
    assert read == listing


def test_values_have_the_types_of_the_models() -> None:
    price = {"item": "prompt", "amount": "0.10", "currency": "USD", "unit": "token"}
    data = small(
        state="running",
        created_at="2026-01-02T03:04:05+08:00",
        prices=[price],
        replicas={"min": 1.0},
        uptime=99,
    )
    (endpoint,) = listing_from_dict(data).endpoints
    assert endpoint.state is EndpointState.RUNNING
    assert endpoint.created_at == datetime(2026, 1, 1, 19, 4, 5, tzinfo=UTC)
    assert endpoint.created_at
    assert endpoint.created_at.tzinfo is UTC
    assert endpoint.prices == [Price("prompt", Decimal("0.10"), "USD", "token")]
    assert endpoint.replicas == Replicas(min=1)
    assert isinstance(endpoint.uptime, float)


def test_what_a_newer_version_writes_costs_nothing() -> None:
    data = small(state="dreaming", colour="red", replicas={"min": 1, "spare": 2})
    (endpoint,) = listing_from_dict(data | {"weather": "fine"}).endpoints
    assert (endpoint.state, endpoint.provider_state) == (EndpointState.UNKNOWN, "dreaming")
    assert endpoint.replicas == Replicas(min=1)
    (endpoint,) = listing_from_dict(small(state="dreaming", provider_state="REM")).endpoints
    assert endpoint.provider_state == "REM"
    (endpoint,) = listing_from_dict(small(state="unknown")).endpoints
    assert endpoint.provider_state is None


PRICE = {"item": "prompt", "amount": "1", "currency": "USD", "unit": "token"}


FAULTS: list[tuple[Any, str, str]] = [
    ([], "", "the data must be an object, not a list"),
    ({"endpoints": [], "failures": []}, "complete", "complete is missing"),
    (SMALL | {"endpoints": None}, "endpoints", "must be a list, not null"),
    (SMALL | {"endpoints": {}}, "endpoints", "must be a list, not an object"),
    (SMALL | {"endpoints": [5]}, "endpoints[0]", "must be an object, not a number"),
    (SMALL | {"endpoints": [{"provider": "p"}]}, "endpoints[0].account", "is missing"),
    (SMALL | {"complete": 1}, "complete", "must be true or false, not a number"),
    (small(name=5), "endpoints[0].name", "must be a string, not a number"),
    (small(state=None), "endpoints[0].state", "must be a string, not null"),
    *(
        (small(created_at=text), "endpoints[0].created_at", "a time")
        for text in ("20260301120000Z", "202603011234Z", "2026-W10-1T12:00:00Z", "2026-03-01")
    ),
    (small(created_at="2026/03/01T12:00:00Z"), "endpoints[0].created_at", "a time"),
    (small(created_at="2026-03-01T24:00:00Z"), "endpoints[0].created_at", "a time"),
    (small(created_at="soon"), "endpoints[0].created_at", "a time and its offset"),
    (small(created_at="2026-01-01T00:00:00"), "endpoints[0].created_at", "and its offset"),
    (small(created_at="0001-01-01T00:00:00+08:00"), "endpoints[0].created_at", "a time"),
    (small(gpu_count=True), "endpoints[0].gpu_count", "an integer, not true or false"),
    (small(gpu_count=0.5), "endpoints[0].gpu_count", "must be an integer"),
    (small(uptime=float("nan")), "endpoints[0].uptime", "must be a number"),
    (small(uptime="99"), "endpoints[0].uptime", "must be a number, not a string"),
    (small(uptime=10**400), "endpoints[0].uptime", "must be a number"),
    (small(tags=None), "endpoints[0].tags", "must be an object, not null"),
    (small(tags={"a b": 1}), "endpoints[0].tags['a b']", "must be a string"),
    (small(tags={1: "a"}), "endpoints[0].tags[1]", "must be a string"),
    (small(prices=[PRICE | {"amount": 0.1}]), "endpoints[0].prices[0].amount", "not a number"),
    (small(prices=[PRICE | {"amount": "1e5"}]), "endpoints[0].prices[0].amount", "exact"),
    (small(prices=[PRICE | {"amount": "9" * 65}]), "endpoints[0].prices[0].amount", "exact"),
    (
        small(prices=[PRICE | {"amount": "0." + "1" * 100_000}]),
        "endpoints[0].prices[0].amount",
        "exact",
    ),
    (small(gpu_count=10**400), "endpoints[0].gpu_count", "must be an integer"),
    (small(gpu_count=1e300), "endpoints[0].gpu_count", "must be an integer"),
    (small(replicas={"max": "3"}), "endpoints[0].replicas.max", "not a string"),
    (
        SMALL | {"failures": [{"provider": "p"}]},
        "failures[0].account",
        "failures[0].account is missing",
    ),
]


@pytest.mark.parametrize(("data", "place", "fault"), FAULTS)
def test_a_fault_names_its_place(data: Any, place: str, fault: str) -> None:
    with pytest.raises(DataError) as caught:
        listing_from_dict(data)
    assert caught.value.place == place
    assert caught.value.kind == "data"
    assert fault in str(caught.value)
    assert "roster list -o json" in caught.value.advice
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_fault_does_not_repeat_the_value() -> None:
    with pytest.raises(DataError) as caught:
        listing_from_dict(small(gpu_count="top-secret"))
    assert "top-secret" not in str(caught.value)


def test_yaml_data_reads_as_json_data_does() -> None:
    data = yaml.safe_load(yaml.safe_dump(small(created_at="2026-01-02T03:04:05Z")))
    assert listing_from_dict(data) == listing_from_dict(small(created_at="2026-01-02T03:04:05Z"))
