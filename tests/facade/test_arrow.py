"""Listings as Arrow tables: one schema, exact values, and nothing missing without a word."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.parquet
import pytest
from endpoint_roster import (
    Account,
    Cost,
    Endpoint,
    EndpointState,
    Failure,
    Listing,
    Price,
    RateLimit,
    Replicas,
    Roster,
)
from endpoint_roster.frames import arrow
from endpoint_roster.frames.columns import columns_of

if TYPE_CHECKING:
    from pathlib import Path


#: More digits behind the point than a float has, and as many before it as fit.
SMALLEST, LARGEST = Decimal("0.000000000000000000000001"), Decimal("99999999999999.5")
OLD = datetime(1901, 12, 13, 20, 45, 51, 7, tzinfo=UTC)
FULL = Endpoint(
    "together",
    "prod",
    "1",
    name="chat 🚀",
    model="m",
    kind="dedicated",
    state=EndpointState.RUNNING,
    provider_state="STARTED",
    url="https://example.test",
    region="eu",
    owner="ada",
    created_at=OLD,
    updated_at=datetime(2026, 3, 1, 1, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=2))),
    provider_kind="k",
    description="d",
    state_reason="why",
    project="p",
    gpu_count=8,
    context_length=2**40,
    max_output_tokens=0,
    uptime=99.5,
    replicas=Replicas(1, 4, 2, 0),
    rate_limit=RateLimit(60, None),
    prices=[
        Price("prompt", SMALLEST, "USD", "token"),
        Price("completion", Decimal("5.5E-7"), "USD", "token"),
    ],
    cost=Cost("2 replicas", LARGEST, "USD", by_use=False, is_estimate=True),
    tags={"team": "search", "": ""},
    raw={"secret": "s3cr3t"},
)
BARE = Endpoint("ppio", "p", "2")
FAILURE = Failure("ppio", "p", "auth", "list endpoints", "refused \ud800", "Check the key.")


def decimals() -> pa.Decimal128Type:
    return pa.decimal128(38, 24)


#: What is documented, to the last type.
SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("provider", "account", "id", "name", "model", "kind")),
        *((name, pa.string()) for name in ("state", "provider_state", "url", "region", "owner")),
        ("created_at", pa.timestamp("us", "UTC")),
        ("updated_at", pa.timestamp("us", "UTC")),
        *((n, pa.string()) for n in ("provider_kind", "description", "state_reason", "project")),
        *((name, pa.int64()) for name in ("gpu_count", "context_length", "max_output_tokens")),
        ("uptime", pa.float64()),
        *((f"replicas_{name}", pa.int64()) for name in ("min", "max", "current", "ready")),
        ("rate_limit_requests_per_minute", pa.int64()),
        ("rate_limit_tokens_per_minute", pa.int64()),
        (
            "prices",
            pa.list_(
                pa.struct(
                    [
                        ("item", pa.string()),
                        ("amount", decimals()),
                        ("currency", pa.string()),
                        ("unit", pa.string()),
                    ]
                )
            ),
        ),
        ("cost_basis", pa.string()),
        ("cost_per_hour", decimals()),
        ("cost_currency", pa.string()),
        ("cost_by_use", pa.bool_()),
        ("cost_is_estimate", pa.bool_()),
        ("tags", pa.map_(pa.string(), pa.string())),
    ]
)


@pytest.fixture(scope="module")
def listing(simulated_accounts: list[Account]) -> Listing:
    """Endpoints of all five providers, with costs."""
    with Roster(simulated_accounts) as roster:
        return roster.list(costs=True).collect()


def listing_of(*endpoints: Endpoint) -> Listing:
    return Listing([*endpoints], [], complete=True)


def nested(endpoint: Endpoint, column: str) -> Any:
    """Return what a column has of an endpoint, as plain Python data."""
    value: Any = endpoint
    for name in next(one.path for one in columns_of(Listing) if one.name == column):
        value = None if value is None else getattr(value, name)
    if column == "prices":
        return [
            {"item": p.item, "amount": p.amount, "currency": p.currency, "unit": p.unit}
            for p in value
        ]
    return [*value.items()] if column == "tags" else value


@pytest.mark.parametrize(
    "endpoints", [(), (BARE,), (FULL,), (FULL, BARE)], ids=["none", "bare", "full", "both"]
)
def test_the_schema_is_the_same_whatever_was_listed(endpoints: tuple[Endpoint, ...]) -> None:
    table = listing_of(*endpoints).to_arrow()
    table.validate(full=True)
    assert table.schema.equals(SCHEMA)
    assert table.num_rows == len(endpoints)


def test_the_schema_is_the_same_for_each_provider(listing: Listing) -> None:
    for provider in {endpoint.provider for endpoint in listing}:
        own = [endpoint for endpoint in listing if endpoint.provider == provider]
        assert listing_of(*own).to_arrow().schema.equals(SCHEMA)


def test_every_value_is_exact(listing: Listing) -> None:
    endpoints = [*listing, FULL, BARE]
    table = listing_of(*endpoints).to_arrow()
    for name in table.column_names:
        assert table[name].to_pylist() == [nested(endpoint, name) for endpoint in endpoints]
    assert any(endpoint.cost and endpoint.cost.per_hour for endpoint in listing)


def test_times_are_in_utc_before_1970_too() -> None:
    table = listing_of(FULL).to_arrow()
    assert str(table["created_at"][0]) == "1901-12-13 20:45:51.000007+00:00"
    assert str(table["updated_at"][0]) == "2026-02-28 23:00:00.999999+00:00"


def test_a_large_listing_comes_in_batches() -> None:
    many = [replace(BARE, id=str(number), tags={"n": str(number)}) for number in range(70_000)]
    table = listing_of(*many).to_arrow()
    assert [batch.num_rows for batch in table.to_batches()] == [arrow.ROWS, 70_000 - arrow.ROWS]
    assert table["id"].to_pylist() == [one.id for one in many]
    assert table["tags"][-1].as_py() == [("n", "69999")]


def test_metadata_have_what_is_missing() -> None:
    for failures in ([FAILURE], []):
        listing = Listing([FULL], failures, complete=not failures)
        metadata = listing.to_arrow().schema.metadata
        assert json.loads(metadata[b"endpoint_roster.complete"]) is listing.complete
        assert json.loads(metadata[b"endpoint_roster.failures"]) == [
            failure.to_dict() for failure in failures
        ]


def test_half_a_character_is_written_as_an_escape() -> None:
    odd = replace(FULL, id="\ud83d!", name="\udc00é", tags={"\ud800": "\udfff"})
    odd.prices = [Price("\ud800", Decimal(1), "USD", "token")]
    listing = listing_of(odd, BARE)
    row = listing.to_arrow().to_pylist()[0]
    assert (row["id"], row["name"]) == ("\\ud83d!", "\\udc00é")
    assert row["tags"] == [("\\ud800", "\\udfff")]
    assert row["prices"][0]["item"] == "\\ud800"
    assert listing.to_polars()["id"].to_list() == ["\\ud83d!", "2"]
    pandas_frame: Any = listing.to_pandas()
    assert [*pandas_frame["id"]] == ["\\ud83d!", "2"]


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        (replace(FULL, cost=Cost("", Decimal("1E-25"), "USD")), "cost_per_hour"),
        (replace(FULL, cost=Cost("", Decimal("1E+14"), "USD")), "cost_per_hour"),
        (replace(FULL, cost=Cost("", Decimal("NaN"), "USD")), "cost_per_hour"),
        (replace(FULL, prices=[Price("x", SMALLEST / 2, "USD", "token")]), "prices"),
        (replace(FULL, context_length=2**63), "context_length"),
        (replace(FULL, name=1), "name"),
        (replace(FULL, cost=Cost("", cast("Decimal", 0.1), "USD")), "cost_per_hour"),
        (replace(FULL, prices=[cast("Price", 1)]), "prices"),
    ],
    ids=["fine", "large", "nan", "nested", "integer", "type", "float", "record"],
)
@pytest.mark.parametrize("method", ["to_arrow", "to_polars"])
def test_a_value_is_never_rounded_but_refused(method: str, wrong: Endpoint, column: str) -> None:
    listing = listing_of(BARE, wrong, FULL)
    with pytest.raises(ValueError, match=f"^together/prod/1: {column} does not fit its column: "):
        getattr(listing, method)()


def test_zeros_behind_the_last_digit_need_no_room() -> None:
    price = Decimal("2.5" + "0" * 30)
    listing = listing_of(replace(FULL, cost=Cost("", price, "USD")))
    for column in (listing.to_arrow()["cost_per_hour"], listing.to_polars()["cost_per_hour"]):
        assert [Decimal(str(value)) for value in column] == [Decimal("2.5")]


def test_no_data_frame_has_other_columns(listing: Listing) -> None:
    full = listing_of(*listing, FULL, BARE)
    table = full.to_arrow()
    frame = full.to_polars()
    pandas_frame: Any = full.to_pandas()
    assert table.column_names == frame.columns == [*pandas_frame.columns]
    converted = pl.DataFrame(table)
    assert converted.drop("tags").equals(frame.drop("tags"))
    assert converted.drop("tags").schema == frame.drop("tags").schema


def test_a_parquet_file_has_the_same_values_for_every_reader(
    listing: Listing, tmp_path: Path
) -> None:
    endpoints = [*listing, FULL, BARE]
    table = Listing(endpoints, [FAILURE], complete=False).to_arrow()
    file = tmp_path / "listing.parquet"
    pq: Any = pyarrow.parquet
    pq.write_table(table, file)
    again = pq.read_table(file)
    assert again.equals(table)
    assert again.schema.metadata == table.schema.metadata
    assert pl.read_parquet(file).equals(pl.DataFrame(table))
    with duckdb.connect() as database:
        database.execute("SET TimeZone = 'UTC'")
        rows = database.read_parquet(str(file)).to_arrow_table()
    for name in table.column_names:
        assert rows[name].to_pylist() == table[name].to_pylist(), name
    types = {field.name: field.type for field in rows.schema}
    assert types["cost_per_hour"] == decimals()
    assert types["created_at"] == pa.timestamp("us", "UTC")


@pytest.mark.parametrize(
    ("method", "package", "requirement"),
    [
        ("to_arrow", "pyarrow", '"endpoint-roster[arrow]"'),
        ("to_pandas", "pandas", "pandas"),
        ("to_polars", "polars", "polars"),
    ],
)
def test_a_package_that_is_missing_is_named(method: str, package: str, requirement: str) -> None:
    code = f"""
import sys
sys.modules["{package}"] = None  # as if it were not installed
from endpoint_roster import Listing
try:
    Listing([], [], complete=True).{method}()
except ImportError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8"
    )
    expected = f"{package} is not installed. Install it: pip install {requirement}."
    assert done.stdout.splitlines() == [expected]
