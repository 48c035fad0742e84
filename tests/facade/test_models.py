"""The facade's models: what is generated, how values are normalised, and what JSON says of them."""

from __future__ import annotations

import dataclasses
import json
import pickle
import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from endpoint_roster import (
    Account,
    Endpoint,
    EndpointState,
    Failure,
    Listing,
    Price,
    RateLimit,
    Replicas,
    Roster,
    registry,
    to_dict,
)
from endpoint_roster.providers.normalize import integer, moment, number, text
from jsonschema import Draft202012Validator, FormatChecker
from support.specs import read_spec

ROOT = Path(__file__).parents[2]
SCHEMA = read_spec("roster", "endpoint.yaml")
VALIDATOR: Any = Draft202012Validator(SCHEMA, format_checker=FormatChecker())

FULL = Endpoint(
    provider="together",
    account="prod",
    id="1",
    name="\ud800 \x1b[31m 名",
    state=EndpointState.RUNNING,
    created_at=datetime(2026, 1, 2, 3, 4, 5, 6000, timezone(timedelta(hours=8))),
    updated_at=datetime(2026, 1, 2, tzinfo=UTC),
    replicas=Replicas(0, 3),
    rate_limit=RateLimit(60),
    prices=[Price("prompt", Decimal("0.00000000000001"), "USD", "token")],
    tags={"team": "search"},
    uptime=float("nan"),
    raw={"known": [1, float("inf"), None, {"a": {2}}], 7: datetime(2026, 1, 1, tzinfo=UTC)},
)


def test_every_field_is_documented_and_in_the_order_of_the_contract() -> None:
    names = [field.name for field in dataclasses.fields(Endpoint)]
    assert names[:13] == [
        *("provider", "account", "id", "name", "model", "kind", "state", "provider_state"),
        *("url", "region", "owner", "created_at", "updated_at"),
    ]
    assert names[-1] == "raw"
    for name, schema in [("Listing", SCHEMA), *SCHEMA["$defs"].items()]:
        assert schema["description"], name
        for field, about in schema.get("properties", {}).items():
            assert about["description"].strip().endswith("."), f"{name}.{field}"


def test_models_are_plain_dataclasses_with_slots() -> None:
    endpoint = Endpoint("together", "t", "1", raw=object())
    assert not hasattr(endpoint, "__dict__")
    assert endpoint.state is EndpointState.UNKNOWN
    assert endpoint.tags is not Endpoint("together", "t", "2").tags
    assert "object" not in repr(endpoint), "raw may be long, and hold what is private"
    assert EndpointState("running") == "running" == f"{EndpointState.RUNNING}"
    assert pickle.loads(pickle.dumps(FULL)).tags == FULL.tags


def test_json_data_is_exact_and_valid() -> None:
    failure = Failure("ppio", "p", "status", "list", "busy", "Wait.", retry_after=1.5)
    data = to_dict(Listing([FULL], [failure], complete=False))
    VALIDATOR.validate(data)
    json.dumps(data, allow_nan=False)
    (endpoint,) = data["endpoints"]
    assert list(endpoint) == [field.name for field in dataclasses.fields(Endpoint)]
    assert endpoint["created_at"] == "2026-01-01T19:04:05.006000Z"
    assert endpoint["updated_at"] == "2026-01-02T00:00:00Z"
    assert endpoint["prices"][0]["amount"] == "0.00000000000001"
    assert endpoint["name"] == FULL.name
    assert endpoint["uptime"] is None
    assert endpoint["replicas"] == {"min": 0, "max": 3, "current": None, "ready": None}
    assert endpoint["raw"] == {"known": [1, None, None, {"a": [2]}], "7": "2026-01-01T00:00:00Z"}


def test_what_the_clouds_answer_is_valid_too(simulated_accounts: list[Account]) -> None:
    with Roster(simulated_accounts) as roster:
        data = to_dict(roster.list().collect())
    assert len(data["endpoints"]) == 180
    VALIDATOR.validate(json.loads(json.dumps(data, allow_nan=False)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)),
        (datetime(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)),
        (
            datetime(2026, 1, 1, 8, tzinfo=timezone(timedelta(hours=8))),
            datetime(2026, 1, 1, tzinfo=UTC),
        ),
        (1767225600, datetime(2026, 1, 1, tzinfo=UTC)),
        (1767225600.5, datetime(2026, 1, 1, 0, 0, 0, 500000, tzinfo=UTC)),
        (1767225600123, datetime(2026, 1, 1, 0, 0, 0, 123000, tzinfo=UTC)),
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=8))), None),
        (0, None),
        (-5, None),
        (10**30, None),
        (float("inf"), None),
        (float("nan"), None),
        (True, None),
        ("2026-01-01", None),
        (None, None),
        ([], None),
    ],
)
def test_times(value: object, expected: datetime | None) -> None:
    found = moment(value)
    assert found == expected
    assert found is None or found.tzinfo is UTC


def test_values_of_another_type_are_nothing() -> None:
    assert [text(v) for v in ("a", "", None, 5, b"b", object())] == ["a", *[None] * 5]
    assert [integer(v) for v in (5, 0, True, "5", 5.0, None)] == [5, 0, *[None] * 4]
    assert [number(v) for v in (5, 0.5, True, "5", None)] == [5.0, 0.5, *[None] * 3]


def test_the_readme_says_what_each_word_becomes() -> None:
    readme = (ROOT / "packages/endpoint-roster/README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", readme, re.MULTILINE)
    cells = {state: [cell.strip() for cell in row.split("|")] for state, row in rows}
    columns = ["volcengine", "ppio", "together", "openrouter", "huawei"]
    for position, provider in enumerate(columns):
        written = {
            word.lower(): state
            for state in EndpointState
            for word in re.findall(r"`([^`]+)`", cells[state][position])
        }
        name = type(registry.find(provider)).__module__
        # Together's tables are a module of their own.
        name = {"together": f"{name}_mapping"}.get(provider, name)
        module = __import__(name, fromlist=["STATES"])
        known = {word.lower(): state.value for word, state in module.STATES.items()}
        assert written == known, provider
