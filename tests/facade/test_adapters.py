"""Adapters without any network: fed with pages, asked for endpoints."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Any, cast

import pytest
from endpoint_roster import AnswerError, Endpoint, EndpointState, RateLimit, Replicas
from endpoint_roster.providers import Call, Page, find
from endpoint_roster.query import Query
from endpoint_roster_core import AuthenticationError, NotFoundError
from support.reading import ACCOUNTS, GARBAGE, Reading
from support.specs import read_spec


@cache
def success_examples(provider: str, name: str = "listEndpoints") -> list[dict[str, Any]]:
    spec = read_spec(provider)
    methods = [method for path in spec["paths"].values() for method in path.values()]
    (operation,) = [o for o in methods if "operationId" in o and o["operationId"] == name]
    content = operation["responses"]["200"]["content"]["application/json"]
    bodies = [example["value"] for example in content["examples"].values()]
    return [body for body in bodies if "error" not in body and "Error" not in str(body)]


#: How many requests list an account above: one for each model, or each version.
CALLS = {"openrouter": 2, "together": 2}
ITEMS = {
    "huawei": ("data",),
    "openrouter": ("data", "endpoints"),
    "ppio": ("data",),
    "together": ("data",),
    "volcengine": ("Result", "Items"),
}


@pytest.mark.parametrize("provider", sorted(ACCOUNTS))
def test_every_item_of_the_examples_becomes_an_endpoint_and_loses_nothing(provider: str) -> None:
    bodies = success_examples(provider)
    assert len(bodies) >= 3
    for body in bodies:
        items: Any = body
        for key in ITEMS[provider]:
            items = items.get(key) or []
        models = import_module(f"endpoint_roster_{provider}.models")
        steps = find(provider).list_endpoints(ACCOUNTS[provider], Query())
        assert isinstance(next(steps), Call)
        step = steps.send(models.ListEndpointsResponse.from_dict(body))
        assert isinstance(step, Page)
        assert step.left_out == 0
        for endpoint, item in zip(step.endpoints, items, strict=True):
            sent = endpoint.raw.to_dict()
            # Three digits of a second come back as six.
            assert sent | {"created_at": 0} == item | {"created_at": 0}
            assert ("created_at" in sent) == ("created_at" in item)
            assert endpoint.provider == provider
            assert endpoint.account == ACCOUNTS[provider].label
            assert endpoint.id
            assert endpoint.provider_state or "status" not in item
            for moment in (endpoint.created_at, endpoint.updated_at):
                assert moment is None or moment.tzinfo is UTC
            assert endpoint.created_at is not None


def test_together() -> None:
    item = {
        "object": "endpoint",
        "id": "endpoint-1",
        "name": "me/llama-1",
        "model": "meta/llama",
        "type": "dedicated",
        "owner": "me",
        "state": "STARTED",
        "created_at": "2026-02-04T18:43:55.405+08:00",
        "brand_new": {"field": 1},
    }
    reading = Reading("together", {"object": "list", "data": [item]}, {"data": []})
    (endpoint,) = reading.endpoints
    assert endpoint.raw.additional_properties == {"brand_new": {"field": 1}}
    endpoint.raw = None
    assert endpoint == Endpoint(
        provider="together",
        account="t",
        id="endpoint-1",
        name="me/llama-1",
        model="meta/llama",
        kind="dedicated",
        state=EndpointState.RUNNING,
        provider_state="STARTED",
        owner="me",
        created_at=datetime(2026, 2, 4, 10, 43, 55, 405000, tzinfo=UTC),
        provider_kind="dedicated",
    )
    assert reading.calls[0].request.query == {}
    assert reading.error is None


def test_ppio_follows_cursors_and_counts_workers() -> None:
    item = {
        "id": "ep-1",
        "name": "chat",
        "status": {"status": "failed", "error": "OOM", "message": "out of memory"},
        "url": "https://ep-1.example",
        "worker_config": {"max_replicas": 5, "min_replicas": 1, "gpu_num": 2},
        "workers": [{"id": "w1", "health": True}, {"id": "w2", "health": False}],
        "region_id": "cn-1",
        "owner_id": "owner",
        "created_at": 1790000000,
    }
    reading = Reading(
        "ppio",
        {"data": [item], "next_cursor": "c2", "has_more": True},
        {"data": [{"id": "ep-2"}], "next_cursor": "", "has_more": False},
    )
    assert [call.request.query for call in reading.calls] == [
        {"limit": "100"},
        {"limit": "100", "cursor": "c2"},
    ]
    assert reading.calls[1].attempted == "list endpoints, page 2"
    first, second = reading.endpoints
    assert (first.state, first.provider_state) == (EndpointState.FAILED, "failed")
    assert first.state_reason == "out of memory"
    assert first.replicas == Replicas(min=1, max=5, current=2, ready=1)
    assert first.gpu_count == 2
    assert (first.kind, first.region, first.owner) == ("dedicated", "cn-1", "owner")
    assert first.created_at == datetime.fromtimestamp(1790000000, UTC)
    assert (second.state, second.replicas) == (EndpointState.UNKNOWN, None)


def test_ppio_says_when_the_next_page_is_not_named() -> None:
    reading = Reading("ppio", {"data": [{"id": "ep-1"}], "has_more": True})
    assert [endpoint.id for endpoint in reading.endpoints] == ["ep-1"]
    assert isinstance(reading.error, AnswerError)
    assert reading.error.kind == "missing_items"


def test_openrouter_builds_ids_prices_and_goes_on_after_a_missing_model() -> None:
    api_error = NotFoundError
    item: dict[str, Any] = {
        "name": "DeepInfra | author/slug",
        "model_name": "Slug",
        "context_length": 131072,
        "pricing": {
            "prompt": "0.00000055",
            "completion": "1e-7",
            "request": "-1",
            "image": "free",
            "web_search": "0.01",
            "discount": 0.1,
        },
        "provider_name": "DeepInfra",
        "tag": "deepinfra/fp8",
        "quantization": "fp8",
        "max_completion_tokens": None,
        "max_prompt_tokens": None,
        "supported_parameters": [],
        "uptime_last_30m": 99.5,
        "supports_implicit_caching": False,
        "status": 0,
    }
    data: dict[str, Any] = {
        "id": "author/other",
        "name": "Other",
        "created": 1790000000,
        "description": "",
        "architecture": {},
        "endpoints": [item, item | {"status": -2}, item | {"tag": "", "status": None}],
    }
    reading = Reading(
        "openrouter", api_error("no such model", kind="status", status=404), {"data": data}
    )
    assert [call.request.path for call in reading.calls] == [
        "/models/author/slug/endpoints",
        "/models/author/other:free/endpoints",
    ]
    assert [missed.attempted for missed in reading.missed] == ["list endpoints of author/slug"]
    first, second, third = reading.endpoints
    # Twins are counted in the order of their states, "-2" before "0".
    assert first.id == "author/other:free@deepinfra/fp8#2"
    assert second.id == "author/other:free@deepinfra/fp8"
    assert third.id == "author/other:free@DeepInfra"
    assert (first.state, first.provider_state) == (EndpointState.RUNNING, "0")
    assert (second.state, second.provider_state) == (EndpointState.UNKNOWN, "-2")
    assert (third.state, third.provider_state) == (EndpointState.UNKNOWN, None)
    assert [(p.item, p.amount, p.currency, p.unit) for p in first.prices] == [
        ("prompt", Decimal("0.00000055"), "USD", "token"),
        ("completion", Decimal("0.0000001"), "USD", "token"),
        ("web_search", Decimal("0.01"), "USD", "search"),
    ]
    assert (first.context_length, first.uptime, first.owner) == (131072, 99.5, "DeepInfra")
    assert first.model == "author/other:free"


def test_openrouter_ends_at_any_other_error() -> None:
    api_error = AuthenticationError
    refused = api_error("no", kind="status", status=401)
    reading = Reading("openrouter", refused)
    assert reading.error is refused
    assert not reading.missed


def volcengine(items: list[Any] | None, total: int | None) -> dict[str, Any]:
    result: dict[str, Any] = {"PageNumber": 1, "PageSize": 100}
    if total is not None:
        result["TotalCount"] = total
    if items is not None:
        result["Items"] = items
    return {"ResponseMetadata": {"RequestId": "r"}, "Result": result}


def test_volcengine_counts_pages_and_reads_models_tags_and_limits() -> None:
    foundation = {
        "Id": "ep-1",
        "Name": "chat",
        "ProjectName": "default",
        "Tags": [{"Key": "team", "Value": "search"}, {"Key": "sys:ark:createdBy", "Value": "me"}],
        "ModelReference": {"FoundationModel": {"Name": "doubao", "ModelVersion": "250615"}},
        "EndpointModelType": "FoundationModel",
        "ModelUnitId": "",
        "Status": "Running",
        "CreateTime": "2026-05-14T13:31:33Z",
        "UpdateTime": "2026-05-15T13:31:33+08:00",
        "RateLimit": {"Rpm": 60, "Tpm": 1000},
    }
    custom = {
        "Id": "ep-2",
        "ModelReference": {"CustomModelId": "cm-1"},
        "ModelUnitId": "mu-1",
        "Status": "Zombie",
        "StatusReason": "because",
    }
    reading = Reading("volcengine", volcengine([foundation] * 100, 101), volcengine([custom], 101))
    assert reading.error is None
    bodies = [call.request.json for call in reading.calls]
    assert bodies == [
        {"PageNumber": number, "PageSize": 100, "ProjectName": "default"} for number in (1, 2)
    ]
    first, last = reading.endpoints[0], reading.endpoints[-1]
    assert (first.model, first.kind, first.provider_kind) == (
        "doubao-250615",
        "serverless",
        "FoundationModel",
    )
    assert first.tags == {"team": "search", "sys:ark:createdBy": "me"}
    assert (first.owner, first.project, first.region) == ("me", "default", "cn-beijing")
    assert first.rate_limit == RateLimit(60, 1000)
    assert first.updated_at == datetime(2026, 5, 15, 5, 31, 33, tzinfo=UTC)
    assert (last.model, last.kind) == ("cm-1", "dedicated")
    assert (last.state, last.provider_state) == (EndpointState.UNKNOWN, "Zombie")
    assert last.state_reason == "because"


@pytest.mark.parametrize("items", [None, []])
def test_volcengine_without_endpoints(items: list[Any] | None) -> None:
    reading = Reading("volcengine", volcengine(items, 0))
    assert (reading.endpoints, reading.error) == ([], None)


def test_volcengine_without_a_total_ends_at_a_page_that_is_not_full() -> None:
    reading = Reading(
        "volcengine", volcengine([{"Id": "ep"}] * 100, None), volcengine([{"Id": "ep"}], None)
    )
    assert (len(reading.endpoints), reading.error) == (101, None)


def test_volcengine_says_when_the_pages_end_before_the_total() -> None:
    reading = Reading("volcengine", volcengine([{"Id": "ep"}] * 100, 300), volcengine([], 300))
    assert len(reading.endpoints) == 100
    assert isinstance(reading.error, AnswerError)
    assert "announced 300 endpoints and delivered 100" in reading.error.cause


def in_page(provider: str, items: Any) -> dict[str, Any]:
    match provider:
        case "volcengine":
            return volcengine(items, None)
        case "openrouter":
            return {"data": {"id": "a/b", "endpoints": items}}
        case _:
            return {"object": "list", "data": items}


def pages_of(reading: Reading) -> int:
    names = ("endpoints.list", "project_endpoints.list")
    return sum(call.request.operation.name in names for call in reading.calls)


def fields_of(provider: str) -> list[str]:
    """Names on the wire of all fields of an item, as the specs' examples show them."""
    names: set[str] = set()
    bodies = success_examples(provider)
    if provider == "together":
        bodies = bodies + success_examples(provider, "listProjectEndpoints")
    for body in bodies:
        items: Any = body
        for key in ITEMS[provider]:
            items = items.get(key) or []
        for item in items:
            names.update(item)
    return sorted(names)


@pytest.mark.parametrize("provider", sorted(ACCOUNTS))
@pytest.mark.parametrize("garbage", GARBAGE, ids=repr)
def test_items_with_nonsense_in_any_field_are_still_listed(provider: str, garbage: Any) -> None:
    items = [{name: garbage} for name in fields_of(provider)]
    items.append(dict.fromkeys(fields_of(provider), garbage))
    body = in_page(provider, items)
    reading = Reading(provider, *[body] * CALLS.get(provider, 1))
    assert reading.error is None
    assert len(reading.endpoints) == len(items) * pages_of(reading)
    for endpoint in reading.endpoints:
        assert isinstance(cast("object", endpoint.id), str)
        assert isinstance(cast("object", endpoint.state), EndpointState)
        for text in (endpoint.name, endpoint.model, endpoint.owner, endpoint.provider_state):
            assert text is None or isinstance(cast("object", text), str)
        for moment in (endpoint.created_at, endpoint.updated_at):
            assert moment is None or moment.tzinfo is UTC


@pytest.mark.parametrize("provider", sorted(ACCOUNTS))
def test_items_that_are_no_objects_are_counted(provider: str) -> None:
    body = in_page(provider, [None, "x", {}, 7])
    reading = Reading(provider, *[body] * CALLS.get(provider, 1))
    assert len(reading.endpoints) == pages_of(reading)
    assert reading.left_out == 3 * pages_of(reading)


@pytest.mark.parametrize("provider", sorted(ACCOUNTS))
@pytest.mark.parametrize("body", [{}, {"data": None}, {"data": {}}, {"data": "x"}, {"Result": []}])
def test_an_answer_without_a_list_is_no_empty_listing(provider: str, body: dict[str, Any]) -> None:
    reading = Reading(provider, body)
    assert isinstance(reading.error, AnswerError)
    assert reading.error.kind == "decode"
