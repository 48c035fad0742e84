"""A spec with the complete life of an endpoint: what is generated makes the right requests."""

from __future__ import annotations

import importlib
import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from endpoint_roster_core import UNSET, ApiError, ArgumentError, ConflictError
from generation import environment
from generation.inspection import import_all, scan
from linting.lint import lint
from support.orbit import ROOT, make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from endpoint_roster_core import Response

PLACE = "https://api.orbit.example/v2/workspaces/team/endpoints"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("orbit"))


@pytest.fixture(scope="module")
def orbit(package: Path) -> Iterator[Any]:
    """The generated package, imported."""
    source = str(package / "src")
    sys.path.insert(0, source)
    try:
        yield importlib.import_module("endpoint_roster_orbit")
    finally:
        sys.path.remove(source)
        for name in [name for name in sys.modules if name.startswith("endpoint_roster_orbit")]:
            del sys.modules[name]


class Cloud:
    """Answers in turn, and keeps what it was asked."""

    def __init__(self, *answers: tuple[int, object]) -> None:
        self._answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        status, body = self._answers.pop(0)
        return httpx.Response(status) if body is None else httpx.Response(status, json=body)

    @property
    def bodies(self) -> list[Any]:
        return [json.loads(request.content) for request in self.requests]


@pytest.fixture
def calling(orbit: Any) -> Callable[[Cloud], Any]:
    def client(cloud: Cloud) -> Any:
        http_client = httpx.Client(transport=httpx.MockTransport(cloud))
        return orbit.Orbit(api_key="k", http_client=http_client, max_attempts=1)

    return client


def test_it_breaks_no_rule_for_specs(package: Path) -> None:
    specs = package.parents[2] / "specs"
    assert list(lint(specs / "orbit/openapi.yaml", specs)) == []


def test_it_is_harmless_and_can_be_imported(package: Path) -> None:
    assert list(scan(package)) == []
    assert import_all(environment.python(ROOT), [package]) == []


def test_lists_read_every_page(calling: Callable[[Cloud], Any]) -> None:
    cloud = Cloud(
        (200, {"data": [{"id": "ep-1"}], "next_cursor": "c/2"}),
        (200, {"data": [{"id": "ep-2"}], "next_cursor": None}),
    )
    found = calling(cloud).endpoints.list(
        "team",
        labels=["a b", "c"],
        since=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        client="me",
        x_trace="t-1",
    )
    assert [endpoint.id for endpoint in found] == ["ep-1", "ep-2"]
    first, second = cloud.requests
    asked = [
        ("api-version", "2026-01"),
        ("labels", "a b"),
        ("labels", "c"),
        ("since", "2026-01-02T03:04:05Z"),
        ("client", "me"),
    ]
    assert first.url.params.multi_items() == asked
    assert second.url.params.multi_items() == [*asked, ("cursor", "c/2")]
    assert first.headers["X-Trace"] == "t-1"
    assert first.headers["Authorization"] == "Bearer k"


def test_create_takes_fields_a_model_or_a_mapping(
    calling: Callable[[Cloud], Any], orbit: Any
) -> None:
    models = importlib.import_module("endpoint_roster_orbit.models")
    cloud = Cloud(*[(201, {"id": "ep-3", "state": "starting"})] * 3)
    endpoints = calling(cloud).endpoints
    made = endpoints.create(
        "team", model="m", replicas=models.Replicas(at_least=1, at_most=2), idle_minutes=None
    )
    assert (made.id, made.state, made.deviations()) == ("ep-3", "starting", [])
    wanted = {"model": "m", "replicas": {"at_least": 1, "at_most": 2}, "idle_minutes": None}
    endpoints.create("team", wanted)
    endpoints.create("team", models.CreateEndpointRequest.from_dict(wanted))
    assert cloud.bodies == [wanted] * 3
    assert {(one.method, str(one.url)) for one in cloud.requests} == {
        ("POST", f"{PLACE}?api-version=2026-01")
    }


def test_parts_of_an_object_become_one_model(
    calling: Callable[[Cloud], Any], orbit: Any, package: Path
) -> None:
    models = importlib.import_module("endpoint_roster_orbit.models")
    fields: dict[str, Any] = {
        "model": "m",  # of the part that is referred to
        "replicas": models.Replicas(at_least=1, at_most=2),  # of the same, required by another
        "idle_minutes": 5,
        "billing": "hourly",
        "secret": "s3cr3t",  # of the part that stands there
        "state": "starting",  # of its own
    }
    cloud = Cloud((201, {"id": "ep-3", "created_at": "2026-01-02T03:04:05Z"}))
    made = calling(cloud).endpoints.create("team", **fields)
    assert (made.id, made.created_at.year, made.deviations()) == ("ep-3", 2026, [])
    assert cloud.bodies == [{**fields, "replicas": {"at_least": 1, "at_most": 2}}]
    body = models.CreateEndpointRequest(**fields)
    assert "s3cr3t" not in repr(body)
    assert body.to_dict() == cloud.bodies[0]
    endpoints = calling(Cloud()).endpoints
    for wrong, words in (
        ({"idle_minutes": 4}, "idle_minutes must be 5 to 1440, not 4"),
        ({"model": ""}, "model must have 1 or more characters, not 0"),
        ({"billing": "yearly"}, "billing must be hourly or monthly, not 'yearly'"),
        ({"replicas": UNSET}, "replicas must be given"),
        ({"model": UNSET}, "model must be given"),
    ):
        with pytest.raises(ArgumentError, match=words):
            endpoints.create("team", **{**fields, **wrong})
    for module in ("resources/endpoints", "models/create_endpoint_request"):
        text = (package / f"src/endpoint_roster_orbit/{module}.py").read_text("utf-8")
        for described in ("How it is paid for.", "A token for the model's repository."):
            assert described in text


@pytest.mark.parametrize(
    ("arguments", "fields", "words"),
    [
        ((), {"model": "m"}, "replicas must be given"),
        ((), {"name": "n"}, "model, replicas must be given"),
        (({"model": "m"},), {"name": "n"}, "either body or its fields"),
        (({"model": "m"},), {}, "replicas must be given"),
        (({"name": "n"},), {}, "model, replicas must be given"),
        ((["model"],), {}, "body must be of the type CreateEndpointRequest or a mapping, not list"),
    ],
)
def test_a_body_that_cannot_be_meant_is_refused(
    calling: Callable[[Cloud], Any],
    arguments: tuple[Any, ...],
    fields: dict[str, Any],
    words: str,
) -> None:
    with pytest.raises(ArgumentError, match=words) as caught:
        calling(Cloud()).endpoints.create("team", *arguments, **fields)
    assert caught.value.operation == "endpoints.create"


def test_update_tells_null_from_left_out(calling: Callable[[Cloud], Any]) -> None:
    cloud = Cloud((200, {"id": "ep-1"}), (202, None))
    endpoints = calling(cloud).endpoints
    assert endpoints.update("team", "ep-1", state=None, name=UNSET).id == "ep-1"
    assert endpoints.update("team", "ep-1", idle_minutes=5).id is None  # it will be done
    assert cloud.bodies == [{"state": None}, {"idle_minutes": 5}]
    assert [one.method for one in cloud.requests] == ["PATCH", "PATCH"]


def test_delete_returns_nothing(calling: Callable[[Cloud], Any]) -> None:
    cloud = Cloud((204, None), (409, {"code": "busy", "message": "It still runs."}))
    endpoints = calling(cloud).endpoints
    assert endpoints.delete("team", "ep-1") is None
    with pytest.raises(ConflictError, match=r"endpoints.delete: .*409: busy: It still runs\."):
        endpoints.delete("team", "ep-1")
    assert [(one.method, one.content) for one in cloud.requests] == [("DELETE", b"")] * 2


@pytest.mark.parametrize(
    ("status", "body", "model", "code", "message"),
    [
        (409, {"code": "taken", "message": "No."}, "ErrorResponse", "taken", "No."),
        (409, {"error": {"type": "quota", "detail": "No."}}, "QuotaResponse", "quota", "No."),
        (422, {"code": "model", "message": "No."}, "ModelResponse", "model", "No."),
        (418, {"code": "tea", "message": "No."}, "ErrorResponse", "tea", "No."),
        (409, ["unheard of"], "NoneType", None, None),
    ],
)
def test_an_error_has_one_of_several_bodies(
    calling: Callable[[Cloud], Any],
    status: int,
    body: object,
    model: str,
    code: str | None,
    message: str | None,
) -> None:
    endpoints = calling(Cloud((status, body))).endpoints
    with pytest.raises(ApiError, match=message) as caught:
        endpoints.create("team", {"model": "m", "replicas": {"at_least": 1, "at_most": 1}})
    assert (type(caught.value.details).__name__, caught.value.code) == (model, code)
    if code == "quota":
        assert caught.value.details.error.type_ == "quota"


def test_an_id_is_quoted_and_never_becomes_a_path(calling: Callable[[Cloud], Any]) -> None:
    cloud = Cloud((200, {"id": "x"}))
    endpoints = calling(cloud).endpoints
    endpoints.get("team", "a/../b?c#d%2F")
    assert cloud.requests[0].url.raw_path == (
        b"/v2/workspaces/team/endpoints/a%2F..%2Fb%3Fc%23d%252F?api-version=2026-01"
    )
    for wrong in ("", ".", "..", None, 1.5, True):
        with pytest.raises(ArgumentError, match="endpoint_id must be a non-empty id"):
            endpoints.delete("team", wrong)
    assert len(cloud.requests) == 1


def test_an_answer_is_read_whatever_its_names(calling: Callable[[Cloud], Any]) -> None:
    answer = {"id": "ep-1", "latency_µs": 12, "day": "2026-01-02", "kind": "shared", "\uff4eew": 1}
    endpoint = calling(Cloud((200, answer))).endpoints.get("team", "ep-1")
    assert endpoint.latency_µs == 12  # Python reads the micro sign as the Greek letter
    assert dict(endpoint)["latency_\u03bcs"] == 12
    assert endpoint.day == "2026-01-02"
    assert endpoint.to_dict() == answer


def test_names_that_python_normalises_are_read_and_written(
    calling: Callable[[Cloud], Any],
) -> None:
    answer = {
        "id": "ep-1",
        "ticket": "0b1f6f0e-3f3c-4b59-9f64-0d8f2f5c1a77",
        "n\u00ba": "7",
        "\ufb01le": "w",
        "\uff57\uff49\uff44\uff45": 2,
        "\u212bngstr\u00f6m": 1,
    }
    endpoint = calling(Cloud((200, answer))).endpoints.get("team", "ep-1")
    assert (endpoint.no, endpoint.file, endpoint.wide) == ("7", "w", 2)
    assert endpoint.å_ngstr_ö_m == 1
    assert endpoint.deviations() == []
    assert endpoint.to_dict() == answer
    assert dict(endpoint)["no"] == "7"


def test_a_second_list_of_a_resource_has_a_name_of_its_own(calling: Callable[[Cloud], Any]) -> None:
    cloud = Cloud((200, {"data": [{"what": "made"}]}), (200, {"data": []}))
    client = calling(cloud)
    assert client.endpoints.events("team", "ep-1").data[0].what == "made"
    assert client.events.list("team").data == []
    base = "https://api.orbit.example"
    assert [str(one.url) for one in cloud.requests[-2:]] == [
        f"{PLACE}/ep-1/events",
        f"{base}/v3/workspaces/team/events",  # its path belongs to another version
    ]


def test_what_an_operation_does_decides_whether_it_is_repeated(orbit: Any) -> None:
    effects = {
        name: getattr(
            importlib.import_module(f"endpoint_roster_orbit.operations.{name}_endpoint"),
            f"{name.upper()}_ENDPOINT",
        ).effect
        for name in ("get", "create", "update", "delete", "stop")
    }
    assert effects == {
        "get": "read",
        "create": "create",
        "update": "change",
        "delete": "change",
        "stop": "idempotent",
    }


async def test_the_asynchronous_client_does_the_same(orbit: Any) -> None:
    models = importlib.import_module("endpoint_roster_orbit.models")
    module = importlib.import_module("endpoint_roster_orbit.operations.delete_endpoint")
    cloud = Cloud(
        (200, {"data": [{"id": "ep-1"}]}), (201, {"id": "ep-3"}), (202, {"accepted": True}),
        (204, None), (204, None),
    )  # fmt: skip
    transport = httpx.MockTransport(cloud)
    async with httpx.AsyncClient(transport=transport) as http_client:
        client = orbit.AsyncOrbit(api_key="k", http_client=http_client)
        assert [endpoint.id async for endpoint in client.endpoints.list("team")] == ["ep-1"]
        replicas = models.Replicas(at_least=0, at_most=1)
        assert (await client.endpoints.create("team", model="m", replicas=replicas)).id == "ep-3"
        assert (await client.endpoints.stop("team", "ep-3")).accepted is True
        assert await client.endpoints.delete("team", "ep-3") is None
        answer: Response[None] = await client.send(module.delete_endpoint("team", "ep-3"))
    assert (answer.status, answer.parsed, answer.content) == (204, None, b"")


def test_what_stands_beside_a_reference_is_its_description(package: Path) -> None:
    model = (package / "src/endpoint_roster_orbit/models/endpoint.py").read_text("utf-8")
    assert '"""How many replicas run."""' in model
    assert "Between how many replicas" not in model


def test_what_is_deprecated_is_said_where_it_is_used(package: Path) -> None:
    source = package / "src/endpoint_roster_orbit"
    resource = (source / "resources/endpoints.py").read_text("utf-8")
    events = resource.partition("def events(")[2].partition("Raises:")[0]
    assert "Deprecated. What happened to an endpoint." in events
    assert "client: Deprecated. Only endpoints of this client." in resource
    model = (source / "models/endpoint.py").read_text("utf-8")
    assert '"""Deprecated. Number of changes so far."""' in model
    assert (resource + model).count("Deprecated.") == 3
