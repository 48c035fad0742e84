"""Answers become typed objects, and nothing of them is lost."""

from __future__ import annotations

import copy
import json
import pickle
import re
from datetime import UTC, datetime
from typing import Any, cast

import httpx
import pytest
from support.clients import CLIENTS, GeneratedClient

UNSET_FIELD: Any = object()
EXAMPLES = [
    pytest.param(client, status, body, id=f"{client.provider}-{status}-{name}")
    for client in CLIENTS
    for status, bodies in client.examples().items()
    for name, body in bodies.items()
]

# What the documentation pages of the providers show, with their quirks: placeholder words where an
# enumeration is documented, numbers as strings and the reverse, objects where words belong, fields
# that no schema mentions.
PUBLISHED: list[tuple[str, dict[str, Any]]] = [
    (
        "volcengine",
        {
            "ResponseMetadata": {
                "RequestId": "202405141333",
                "Action": "ListEndpoints",
                "Version": "2024-01-01",
                "Service": "ark",
                "Region": "cn-beijing",
            },
            "Result": {
                "TotalCount": 1,
                "PageNumber": 1,
                "PageSize": 10,
                "Items": [
                    {
                        "Id": "ep-20240514133333-abcde",
                        "Name": "gL",
                        "Description": "M",
                        "Tags": [{"Key": "k", "Value": "v"}],
                        "ProjectName": "default",
                        "ModelReference": {
                            "CustomModelId": "x",
                            "FoundationModel": {"Name": "doubao", "ModelVersion": "1"},
                        },
                        "EndpointModelType": "kq",
                        "ModelUnitId": "",
                        "Status": "OM",
                        "StatusReason": "",
                        "CreateTime": "2024-05-14T13:33:33+08:00",
                        "UpdateTime": "2024-05-14T13:33:33+08:00",
                        "RateLimit": {"Rpm": 100, "Tpm": 2000},
                    }
                ],
            },
        },
    ),
    (
        "ppio",
        {
            "data": [
                {
                    "id": "e1",
                    "name": "example",
                    "app_name": "app",
                    "status": {"status": "running", "error": "", "message": ""},
                    "url": "https://e1.example",
                    "worker_config": {
                        "max_replicas": 1,
                        "min_replicas": 0,
                        "min_cuda_version": "12.4",
                    },
                    "policy": {"type": "queue", "value": 60},
                    "volumes": [{"id": "v", "type": "network", "size": 10, "mount_point": "/data"}],
                    "envs": [{"key": "K", "value": "V"}],
                    "ports": [8080],
                    "workers": [
                        {
                            "id": "w",
                            "status": {"status": "ready"},
                            "log": "u",
                            "health": True,
                            "drain": False,
                        }
                    ],
                    "health_check": {"path": "/health", "port": 8080},
                    "created_at": 1730000000,
                }
            ],
            "next_cursor": "next",
            "has_more": True,
        },
    ),
    (
        "together",
        {
            "object": "list",
            "data": [
                {
                    "object": "endpoint",
                    "id": "endpoint-5c0c20db",
                    "name": "allenai/OLMo-7B",
                    "model": "allenai/OLMo-7B",
                    "type": "serverless",
                    "owner": "together",
                    "state": "STARTED",
                    "created_at": "2024-02-28T21:34:35.444Z",
                }
            ],
        },
    ),
    (
        "openrouter",
        {
            "data": {
                "id": "openai/gpt-4",
                "name": "GPT-4",
                "created": 1692901234.0,
                "description": "Words.",
                "architecture": {
                    "tokenizer": {},
                    "instruct_type": "chatml",
                    "modality": "text->text",
                    "input_modalities": ["text"],
                    "output_modalities": ["text"],
                },
                "endpoints": [
                    {
                        "name": "OpenAI: GPT-4",
                        "model_name": "GPT-4",
                        "context_length": 8192.0,
                        "pricing": {"prompt": 0.00003, "completion": "0.00006"},
                        "provider_name": "NCompass",
                        "tag": "openai",
                        "quantization": {},
                        "max_completion_tokens": None,
                        "max_prompt_tokens": 8192,
                        "supported_parameters": ["temperature", "top_p"],
                        "status": "0",
                        "uptime_last_30m": 99.5,
                        "supports_implicit_caching": True,
                    }
                ],
            }
        },
    ),
    (
        "huawei",
        {
            "data": [
                {
                    "id": "d8f6b9a2-4bfb-4d3c-a7ef-1f4a4f8b9c11",
                    "name": "service",
                    "status": "RUNNING",
                    "version": "0.0.9",
                    "version_count": "10",
                    "type": "REAL_TIME",
                    "deploy_type": "MULTI",
                    "workspace_id": "0",
                    "create_at": "1760538261106",
                    "update_at": 1765711080510,
                    "auth_type": "NONE",
                }
            ],
            "pages": 1,
            "total": 1,
        },
    ),
]


@pytest.mark.parametrize(("client", "status", "body"), EXAMPLES)
def test_every_example_of_the_spec_is_read(client: GeneratedClient, status: int, body: Any) -> None:
    sent = copy.deepcopy(body)
    if status == 200 and "Error" not in json.dumps(body):
        page = client.read(body)
        assert isinstance(page, client.page)
        assert page.to_dict() == sent
        return
    with pytest.raises(client.package.ApiError) as caught:
        client.read(body, status)
    assert caught.value.status == status
    assert caught.value.message
    assert caught.value.details.to_dict() == sent


@pytest.mark.parametrize(("provider", "body"), PUBLISHED, ids=[name for name, _ in PUBLISHED])
def test_published_shapes_are_read_and_nothing_is_lost(provider: str, body: dict[str, Any]) -> None:
    client = GeneratedClient(provider)
    page = client.read(body)
    assert isinstance(page, client.page)
    assert as_it_came(page) == body


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)
def test_unknown_fields_and_words_are_kept_at_every_depth(client: GeneratedClient) -> None:
    body = next(iter(client.examples()[200].values()))
    decorate(body)
    page = client.read(body)
    assert page.additional_properties["x_new"] == {"deep": [1]}
    assert page.to_dict() == body
    assert pickle.loads(pickle.dumps(page)) == page
    assert copy.deepcopy(page).to_dict() == page.to_dict()


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)
def test_from_dict_leaves_its_argument_alone(client: GeneratedClient) -> None:
    body = next(iter(client.examples()[200].values()))
    before = copy.deepcopy(body)
    page = client.page.from_dict(body)
    assert body == before
    assert page == client.read(body)


@pytest.mark.parametrize(
    "owner",
    [UNSET_FIELD, None, 7, {}, ["a"]],
    ids=["missing", "null", "number", "object", "array"],
)
def test_a_deviant_field_costs_nothing_else(owner: Any) -> None:
    client = GeneratedClient("together")
    body = copy.deepcopy(PUBLISHED[2][1])
    body["data"].append(copy.deepcopy(body["data"][0]))
    if owner is UNSET_FIELD:
        del body["data"][1]["owner"]
    else:
        body["data"][1]["owner"] = owner
    page = client.read(body)
    assert page.data[0].owner == "together"
    assert page.data[1].created_at == page.data[0].created_at
    (deviation,) = page.deviations()
    assert deviation.path == "data[1].owner"
    assert deviation.expected == "string"
    assert as_it_came(page)["data"][1].get("owner", UNSET_FIELD) == owner
    assert page.data[1].owner == ("7" if owner == 7 else page.data[1].owner)

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=body)

    with (
        client.connect(answer, strict=True) as connection,
        pytest.raises(client.package.DecodeError, match=r"deviations: 1 .*data\[1\].owner"),
    ):
        connection.call(client.request())
    with client.connect(answer) as connection:
        response = connection.send(client.request())
    assert response.deviations() == page.deviations()


@pytest.mark.parametrize(
    ("provider", "way", "sent", "read"),
    [
        ("huawei", ("data", 0, "version_count"), "10", 10),
        ("huawei", ("data", 0, "create_at"), 1760538261106.0, 1760538261106),
        ("openrouter", ("data", "endpoints", 0, "uptime_last_30m"), "99.5", 99.5),
        ("openrouter", ("data", "endpoints", 0, "pricing", "prompt"), 0.25, "0.25"),
        ("openrouter", ("data", "endpoints", 0, "context_length"), "0x10", "0x10"),
        ("openrouter", ("data", "endpoints", 0, "context_length"), True, True),
        ("openrouter", ("data", "endpoints", 0, "context_length"), 1.5, 1.5),
        ("ppio", ("data", 0, "created_at"), "1730000000", 1730000000),
        ("together", ("data", 0, "created_at"), "soon", "soon"),
        ("together", ("data", 0, "created_at"), "2026-01-01 00:00:00", "2026-01-01 00:00:00"),
        (
            "together",
            ("data", 0, "created_at"),
            "2026-01-01T00:00:00",
            datetime(2026, 1, 1, tzinfo=UTC),
        ),
        (
            "together",
            ("data", 0, "created_at"),
            "2026-01-01T00:00:00.123456789Z",
            datetime(2026, 1, 1, 0, 0, 0, 123456, UTC),
        ),
    ],
)
def test_what_can_be_read_in_one_way_is_read_so(
    provider: str, way: tuple[Any, ...], sent: Any, read: Any
) -> None:
    client = GeneratedClient(provider)
    body = next(iter(client.examples()[200].values()))
    place = body
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = sent
    page = client.read(body)
    found: Any = page
    for step in way:
        found = found[step] if isinstance(step, int) else getattr(found, step)
    assert found == read
    assert type(found) is type(read)
    (deviation,) = page.deviations()
    assert deviation.value == sent


def test_times_are_aware() -> None:
    page = GeneratedClient("together").read(PUBLISHED[2][1])
    assert page.data[0].created_at == datetime(2024, 2, 28, 21, 34, 35, 444000, UTC)


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)
def test_the_raw_answer_stays_within_reach(client: GeneratedClient) -> None:
    body = next(iter(client.examples()[200].values()))
    content = json.dumps(body).encode()
    response = client.respond(content, 200, **{"x-request-id": "r-1"})
    assert (response.status, response.content, response.error) == (200, content, None)
    assert response.headers["X-Request-ID"] == "r-1"
    assert response.json() == body
    assert response.result() is response.parsed
    assert response.parsed == client.page.from_dict(body)
    assert response.deviations() == []


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)
async def test_asynchronous_calls_read_the_same(client: GeneratedClient) -> None:
    body = next(iter(client.examples()[200].values()))

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=body)

    async with client.connect_async(answer) as connection:
        page = await connection.call(client.request())
    assert page == client.read(body)
    assert page.to_dict() == client.read(body).to_dict()


def as_it_came(page: Any) -> Any:
    """What a model was read from: its JSON data, with deviant values as they arrived."""
    data = page.to_dict()
    for path, _, raw in page.deviations():
        *way, last = [
            int(step) if step.isdecimal() else step for step in re.split(r"[.\[\]]+", path) if step
        ]
        place = data
        for step in way:
            place = place[step]
        if repr(raw) == "UNSET":
            assert last not in place
        else:
            place[last] = raw
    return data


def decorate(value: Any) -> None:
    """Add a field that no schema knows to each object."""
    if isinstance(value, list):
        for item in cast("list[Any]", value):
            decorate(item)
    elif isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        for item in fields.values():
            decorate(item)
        fields["x_new"] = {"deep": [1]}


def test_values_that_may_be_secret_are_not_shown() -> None:
    client = GeneratedClient("ppio")
    body = copy.deepcopy(PUBLISHED[1][1])
    body["data"][0]["envs"] = [{"key": "TOKEN", "value": "fake-secret-9b"}]
    page = client.read(body)
    assert page.data[0].envs[0].value == "fake-secret-9b"
    assert "fake-secret-9b" not in repr(client.respond(body))
    assert "fake-secret-9b" not in repr(page)
    assert page.to_dict() == body
    shown = page.to_dict(hide_secrets=True)
    assert shown["data"][0].pop("envs") == [{"key": "TOKEN", "value": "***"}]
    del body["data"][0]["envs"]
    assert shown == body
