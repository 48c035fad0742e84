"""Endpoints and listings fit the libraries that people hand them to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pandas as pd  # pyright: ignore[reportMissingTypeStubs]
import polars as pl
import pytest
from endpoint_roster import Account, Endpoint, Listing, Roster
from fastapi import FastAPI

if TYPE_CHECKING:
    from endpoint_roster_sim import Simulator


@pytest.fixture(scope="module")
def listing(simulator: Simulator) -> Listing:
    """Endpoints of all five providers, prices and times among them."""
    known: dict[str, dict[str, Any]] = simulator.describe()
    accounts = [
        Account(
            provider,
            **{name: value for name, value in values.items() if name not in ("iam_url", "token")},
        )
        for provider, values in known.items()
    ]
    with Roster(accounts) as roster:
        return roster.list().collect()


def test_a_list_of_endpoints_is_a_data_frame(listing: Listing) -> None:
    endpoints = listing.endpoints
    columns = list(Endpoint.__dataclass_fields__)
    pandas_frame = pd.DataFrame(endpoints)
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


async def test_fastapi_returns_endpoints_and_listings(listing: Listing) -> None:
    app = FastAPI()

    async def anything() -> Any:
        return listing

    async def annotated() -> Listing:
        return listing

    async def endpoints() -> list[Endpoint]:
        return listing.endpoints

    app.get("/anything", response_model=None)(anything)
    app.get("/listing", response_model=Listing)(annotated)
    app.get("/endpoints", response_model=list[Endpoint])(endpoints)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://app") as client:
        answers = [await client.get(path) for path in ("/anything", "/listing", "/endpoints")]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    free, typed, alone = (answer.json() for answer in answers)
    ids = [one.id for one in listing.endpoints]
    assert [one["id"] for one in free["endpoints"]] == ids
    assert [one["id"] for one in typed["endpoints"]] == ids
    assert [one["id"] for one in alone] == ids
    assert alone[0]["raw"]["name"] == listing.endpoints[0].name
