"""Endpoints and listings fit the libraries that people hand them to."""

from __future__ import annotations

import copy
import dataclasses
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, cast, get_args

import endpoint_roster
import httpx
import pandas as pd  # pyright: ignore[reportMissingTypeStubs]
import polars as pl
import pytest
from endpoint_roster import (
    Account,
    AccountReport,
    Action,
    ActionResult,
    Cost,
    CostGroup,
    CostSum,
    Diagnosis,
    DiagnosisStep,
    Endpoint,
    EndpointState,
    Failure,
    HourlyPrice,
    Listing,
    Outcome,
    PlannedAction,
    Price,
    ProviderName,
    ProviderOptions,
    QueryError,
    RateLimit,
    Replicas,
    Roster,
    StateName,
    checks,
    registry,
    to_dict,
)
from endpoint_roster.checks import CheckReport, CheckResult, RuleException, Rules
from fastapi import FastAPI

FAILURE = Failure("ppio", "p", "auth", "list endpoints", "refused", "Check the key.", status=401)
FULL = Endpoint("together", "prod", "1", name="chat", raw={"id": "1"})


@pytest.fixture(scope="module")
def listing(simulated_accounts: list[Account]) -> Listing:
    """Endpoints of all five providers, prices and times among them."""
    with Roster(simulated_accounts) as roster:
        return roster.list().collect()


def test_a_list_of_endpoints_is_a_data_frame(listing: Listing) -> None:
    endpoints = listing.endpoints
    columns = list(Endpoint.__dataclass_fields__)
    for data in (endpoints, listing):
        pandas_frame = pd.DataFrame(data)
        assert list(pandas_frame.columns) == columns
        assert [*pandas_frame["id"]] == [one.id for one in endpoints]
    # polars guesses from the first 100 rows; those of several providers differ after that.
    polars_frame = pl.DataFrame(endpoints, infer_schema_length=None)
    assert polars_frame.columns == columns
    assert polars_frame["id"].to_list() == [one.id for one in endpoints]
    for provider in {one.provider for one in endpoints}:
        own = [one for one in endpoints if one.provider == provider]
        assert pl.DataFrame(own)["id"].to_list() == [one.id for one in own]
    assert {one.provider for one in endpoints if one.prices} == {"openrouter"}


def test_a_listing_has_a_frame_of_pandas(listing: Listing) -> None:
    frame: Any = listing.to_pandas()
    assert [*frame["id"]] == [one.id for one in listing]
    assert "raw" not in frame.columns
    ready = [one.replicas and one.replicas.ready for one in listing]
    assert [
        *frame["replicas_ready"].astype(object).where(frame["replicas_ready"].notna(), None)
    ] == (ready)
    running = frame[frame["state"] == "running"]
    assert len(running) == sum(one.state == "running" for one in listing)
    oldest = min(one.created_at for one in listing if one.created_at)
    assert frame["created_at"].min().to_pydatetime() == oldest
    empty: Any = Listing([], [], complete=True).to_pandas()
    assert empty.dtypes.equals(frame.dtypes)


def test_a_listing_has_a_frame_of_polars(listing: Listing) -> None:
    frame = listing.to_polars()
    assert frame["id"].to_list() == [one.id for one in listing]
    assert frame.columns == [*cast("Any", listing.to_pandas()).columns]
    assert frame["replicas_ready"].to_list() == [
        one.replicas.ready if one.replicas else None for one in listing
    ]
    assert frame["created_at"].to_list() == [one.created_at for one in listing]
    assert frame["tags"].to_list() == [
        [{"name": name, "value": value} for name, value in one.tags.items()] for one in listing
    ]
    amounts = [[price.amount for price in one.prices] for one in listing]
    assert frame["prices"].list.eval(pl.element().struct.field("amount")).to_list() == amounts
    assert frame.filter(pl.col("state") == "running").height > 0
    assert Listing([], [], complete=True).to_polars().schema == frame.schema


async def test_fastapi_returns_endpoints_and_listings(listing: Listing) -> None:
    app = FastAPI()

    async def anything() -> Any:
        return listing

    async def annotated() -> Listing:
        return listing

    async def endpoints() -> list[Endpoint]:
        return listing.endpoints

    async def data() -> dict[str, Any]:
        return listing.to_dict()

    app.get("/anything", response_model=None)(anything)
    app.get("/data")(data)
    app.get("/listing", response_model=Listing)(annotated)
    app.get("/endpoints", response_model=list[Endpoint])(endpoints)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://app") as client:
        paths = ("/anything", "/listing", "/endpoints", "/data")
        answers = [await client.get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [200] * 4
    free, typed, alone, hidden = (answer.json() for answer in answers)
    assert hidden == listing.to_dict()
    variables = [each for one in hidden["endpoints"] for each in one["raw"].get("envs") or ()]
    assert {each["value"] for each in variables} == {"***"}
    ids = [one.id for one in listing.endpoints]
    assert [one["id"] for one in free["endpoints"]] == ids
    assert [one["id"] for one in typed["endpoints"]] == ids
    assert [one["id"] for one in alone] == ids
    assert alone[0]["raw"]["name"] == listing.endpoints[0].name


def test_a_listing_is_a_sequence_of_its_endpoints(listing: Listing) -> None:
    assert len(listing) == len(listing.endpoints) > 100
    assert [*listing] == listing.endpoints
    assert listing[0] is listing.endpoints[0]
    assert listing[-2:] == listing.endpoints[-2:]
    assert listing[3] in listing
    assert [*reversed(listing)] == listing.endpoints[::-1]
    with pytest.raises(IndexError):
        listing[len(listing)]
    assert not Listing([], [], complete=True)


EXCEPTION = RuleException(
    reference="together/*", rule="failed", reason="known", until=date(2026, 3, 31)
)
RESULT = CheckResult(rule="failed", provider="together", account="prod", endpoint=FULL)
RECORDS = [
    FULL,
    Listing([FULL], [FAILURE], complete=False),
    FAILURE,
    AccountReport("together", "prod", failure=FAILURE),
    Replicas(1, 2),
    RateLimit(60),
    Price("prompt", Decimal("0.00000055"), "USD", "token"),
    Diagnosis("together", "prod", (DiagnosisStep("host", "ok", "found"),), failures=(FAILURE,)),
    DiagnosisStep("host", "ok", "found", seconds=0.25),
    ActionResult("together", "prod", Action.STOP, Outcome.DONE, id="1"),
    Cost("2 replicas at 3.99 USD an hour", Decimal("7.98"), "USD"),
    CostSum("USD", 1, Decimal("7.98"), Decimal("5745.60"), Decimal(12), 0),
    CostGroup({"provider": "together"}, 1, 1, 0, 0, 0, ()),
    EXCEPTION,
    RESULT,
    CheckReport(results=[RESULT], expired=[EXCEPTION]),
]


def test_every_record_is_tried() -> None:
    """All data classes of the package but what callers make themselves."""
    public = [
        getattr(module, name) for module in (endpoint_roster, checks) for name in module.__all__
    ]
    kinds = {one for one in public if isinstance(one, type) and dataclasses.is_dataclass(one)}
    given = {one for one in kinds if issubclass(one, ProviderOptions)} | {
        Account,
        HourlyPrice,
        Rules,
    }
    assert kinds - given == {type(one) for one in RECORDS}


each_record = pytest.mark.parametrize("record", RECORDS, ids=lambda one: type(one).__name__)


@each_record
def test_each_record_has_its_data(record: Any) -> None:
    data = record.to_dict()
    assert data | to_dict(record) == data
    assert set(data) >= {field.name for field in dataclasses.fields(record)}
    assert json.loads(json.dumps(data, allow_nan=False)) == data


@each_record
def test_a_repr_is_one_short_line_without_what_is_not_there(record: Any) -> None:
    text = repr(record)
    assert len(text) < 500
    assert "\n" not in text
    assert "None" not in text
    assert "[]" not in text
    assert "raw" not in text


@each_record
def test_records_of_one_class_are_equal_if_their_fields_are(record: Any) -> None:
    same, other = copy.copy(record), copy.copy(record)
    name = next(field.name for field in dataclasses.fields(record) if field.compare)
    object.__setattr__(other, name, "another")
    assert same is not record
    assert (same == record, other == record) == (True, False)
    assert [each == record for each in RECORDS].count(True) == 1
    cls = cast("Any", type(record))
    if not cls.__dataclass_params__.frozen:
        with pytest.raises(TypeError, match="unhashable"):
            hash(record)


def test_two_listings_that_differ_in_their_reports_are_equal() -> None:
    reports = [AccountReport("ppio", "p", pages=pages) for pages in (1, 2)]
    one, other = (Listing([FULL], [FAILURE], complete=False, accounts=[r]) for r in reports)
    assert one == other != Listing([FULL], [], complete=True)


def test_the_repr_of_an_endpoint_has_what_is_known_of_it() -> None:
    created = datetime(2026, 3, 1, 12, tzinfo=UTC)
    one = Endpoint("together", "prod", "1", name="n" * 100, created_at=created, tags={"a": "b"})
    assert repr(one) == (
        f"Endpoint(provider='together', account='prod', id='1', name='{'n' * 76}...,"
        " state='unknown', created_at=2026-03-01 12:00:00+00:00, tags={'a': 'b'})"
    )
    assert one.reference == "together/prod/1"
    assert repr(Listing([one] * 300, [], complete=True)) == (
        "Listing(endpoints=<300>, failures=<0>, complete=True)"
    )


def test_the_repr_of_what_is_prepared_says_for_how_much() -> None:
    accounts = [Account("together", label, api_key="secret") for label in ("a", "b")]
    with Roster([Account("ppio", str(n), api_key="secret") for n in range(9)]) as roster:
        named = ", ".join(f"ppio/{n}" for n in range(5))
        assert repr(roster) == f"<Roster: {named}, and 4 more>"
    with Roster(accounts) as roster:
        assert repr(roster) == "<Roster: together/a, together/b>"
        assert repr(roster.list()) == "<Pager: 2 accounts>"
        assert repr(roster.list(accounts=["a"])) == "<Pager: 1 account>"
        assert (
            repr(roster.plan("stop", [])) == "<Plan: stop 0 endpoints, 0 refused, 0 already done>"
        )


HOSTILE = '<script>alert(1)</script>\u202egnp\ud800&"'


@pytest.mark.parametrize("count", [0, 1, 500])
def test_the_html_of_records_is_a_table_of_escaped_text(count: int) -> None:
    one = Endpoint("together", "prod", HOSTILE, name=HOSTILE, url="javascript:alert(1)")
    failure = dataclasses.replace(FAILURE, cause=HOSTILE)
    listing = Listing([one] * count, [failure], complete=False)
    for record in (one, failure, listing):
        page: str = record._repr_html_()  # pyright: ignore[reportPrivateUsage] - for notebooks
        tags = set(re.findall(r"<\s*/?\s*(\w+)", page))
        assert tags <= {"table", "caption", "thead", "tbody", "tr", "th", "td", "p"}
        assert "href" not in page
        assert all(each.isprintable() for each in page)
        assert ("&lt;script&gt;alert(1)&lt;/script&gt;" in page) is True
        assert len(page) < 40_000
    shown = "the first 60 are shown, " if count > 60 else ""
    assert f"{shown}the listing is incomplete" in listing._repr_html_()  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("state", "states"), ("provider", "providers"), ("acounts", "accounts"), ("tag", "tags")],
)
def test_a_wrong_filter_is_an_error_that_says_which_was_meant(wrong: str, meant: str) -> None:
    filters: Any = {wrong: ["running"]}
    said = re.escape(f"no filter '{wrong}'. Did you mean {meant}?")
    with Roster([Account("together", api_key="k")]) as roster, pytest.raises(TypeError, match=said):
        roster.list(**filters)


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (
            {"states": ["Runing"]},
            "unknown state 'Runing'. Did you mean running? Choose from pending,",
        ),
        (
            {"accounts": ["togther"]},
            "unknown account 'togther'. Did you mean together? Choose from",
        ),
        (
            {"providers": "opnrouter"},
            "unknown provider 'opnrouter'. Did you mean openrouter? Choose",
        ),
    ],
)
def test_an_unknown_word_is_an_error_that_says_which_was_meant(filters: Any, said: str) -> None:
    with (
        Roster([Account("together", api_key="k")]) as roster,
        pytest.raises(QueryError, match=re.escape(said)),
    ):
        roster.list(**filters)


def test_the_words_of_arguments_are_those_of_the_models_and_providers() -> None:
    assert get_args(StateName) == tuple(EndpointState)
    assert {*get_args(PlannedAction)} == {*Action} - {Action.CREATE}
    own = [
        name
        for name in registry.names()
        if registry.find(name).__module__.startswith("endpoint_roster.")
    ]
    assert {*get_args(ProviderName)} == {*own}
