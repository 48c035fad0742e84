"""A user's program for the life of a custom endpoint at Huawei Cloud MaaS.

It is written once and run with both kinds of clients: what it calls is awaited where it has to be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from endpoint_roster_huawei import (
    ApiError,
    ArgumentError,
    AsyncHuawei,
    Huawei,
    NotFoundError,
    TransportError,
)
from endpoint_roster_huawei.models import CreateCustomEndpointRequest
from endpoint_roster_sim.faults import LostAnswer, Reset
from support.lives import Life
from support.ways import done, each_way, everything

if TYPE_CHECKING:
    from collections.abc import Callable

    from endpoint_roster_sim import Fault


PREFIX = "/maas/services/custom-endpoint"
WAYS_IN = {
    "token": ("token",),
    "signature": ("access_key", "secret_key"),
    "password": ("username", "password", "domain", "iam_url"),
}


class World(Life):
    provider, clients = "huawei", (Huawei, AsyncHuawei)

    def __init__(self, way: str, *faults: Fault, seed: int = 0, credentials: str = "token") -> None:
        super().__init__(way, *faults, endpoints=12, seed=seed)
        self._credentials = WAYS_IN[credentials]

    def arguments(self) -> dict[str, Any]:
        names = ("base_url", "project_id", "region", *self._credentials)
        return {name: getattr(self.cloud, name) for name in names}

    async def wait(self, huawei: Any, key: str, wanted: str) -> Any:
        return await self.wait_until(lambda: read(huawei, key), lambda found: found.status, wanted)


async def read(huawei: Any, key: str) -> Any:
    """A custom endpoint as the list has it; None if it does not."""
    every = await everything(huawei.custom_endpoints.list())
    return next((one for one in every if one.id == key), None)


@each_way
@pytest.mark.parametrize("credentials", WAYS_IN)
async def test_a_whole_life(way: str, credentials: str) -> None:
    async with World(way, credentials=credentials) as (huawei, world):
        endpoints = huawei.custom_endpoints
        assert await everything(endpoints.list()) == []
        services = await everything(huawei.endpoints.list())
        made = await done(
            endpoints.create(
                source="custom_from_maas",
                endpoint_name="care-bot",
                model_name="deepseek-v3.2",
                rpm=60,
                remark="support team",
            )
        )
        assert made.deviations() == []
        key = made.id
        first = await read(huawei, key)
        assert (first.status, first.deviations()) == ("deploying", [])
        assert (first.endpoint_name, first.rpm, first.tpm) == ("care-bot", 60, None)
        assert (first.served_model_name, first.moderation) == ("deepseek-v3.2", True)
        await world.wait(huawei, key, "running")
        assert await done(endpoints.update(key, endpoint_name="night-bot", rpm=30)) is None
        found = await read(huawei, key)
        assert (found.endpoint_name, found.rpm, found.remark) == ("night-bot", 30, "support team")
        for action, passing, final in (
            ("deactivate", "stopping", "stopped"),
            ("activate", "deploying", "running"),
        ):
            assert await done(endpoints.control(key, action=action)) is None
            assert (await read(huawei, key)).status == passing
            await world.wait(huawei, key, final)
        assert await done(endpoints.delete(key)) is None
        assert await everything(endpoints.list()) == []
        assert await everything(huawei.endpoints.list()) == services
        for call in (endpoints.delete, endpoints.update):
            with pytest.raises(ApiError) as caught:
                await done(call(key))
            assert (caught.value.status, caught.value.code) == (400, "ModelArts.6291")
        with pytest.raises(NotFoundError):
            await done(endpoints.control(key, action="activate"))
        sent = {(request.method, request.path) for request in world.cloud.requests}
        root = f"/v1/{world.cloud.project_id}{PREFIX}"
        assert sent - {("POST", "/v3/auth/tokens")} == {
            ("GET", f"{root}/services/{world.cloud.region}"),
            ("GET", f"{root}/endpoint"),
            ("POST", f"{root}/endpoint"),
            ("PUT", f"{root}/endpoint/{key}"),
            ("DELETE", f"{root}/endpoint/{key}"),
            ("PUT", f"{root}/control/{key}"),
        }


@each_way
async def test_a_service_behind_a_custom_endpoint(way: str) -> None:
    async with World(way) as (huawei, world):
        services = await everything(huawei.endpoints.list())
        place = {"source": "custom_from_modelarts_v2", "region": world.cloud.region}
        open_one = next(one for one in services if one.auth_type == "NONE")
        body = {**place, "endpoint_name": "ranking", "infer_service_id": open_one.id}
        made = await done(
            huawei.custom_endpoints.create(CreateCustomEndpointRequest.from_dict(body))
        )
        found = await read(huawei, made.id)
        assert (found.source, found.served_model_name) == ("custom_from_modelarts_v2", None)
        closed = next(one for one in services if one.auth_type != "NONE")
        body = {**place, "endpoint_name": "closed", "infer_service_id": closed.id}
        with pytest.raises(ApiError) as caught:
            await done(huawei.custom_endpoints.create(body))
        assert (caught.value.status, caught.value.code) == (400, "ModelArts.6613")


@each_way
async def test_refusals(way: str) -> None:
    async with World(way) as (huawei, world):
        endpoints = huawei.custom_endpoints

        async def refused(**fields: Any) -> tuple[int | None, str | None]:
            given = {"source": "custom_from_maas", "model_name": "glm-5", **fields}
            with pytest.raises(ApiError) as caught:
                await done(endpoints.create(**given))
            assert caught.value.request_id
            assert caught.value.details.error_code == caught.value.code
            return caught.value.status, caught.value.code

        first = {"source": "custom_from_maas", "endpoint_name": "a", "model_name": "glm-5"}
        key = (await done(endpoints.create(first))).id
        assert await refused(endpoint_name="a") == (400, "ModelArts.6271")
        assert await refused(endpoint_name="1a") == (400, "ModelArts.6274")
        assert await refused(endpoint_name="b", rpm=61) == (400, "ModelArts.0104")
        assert await refused(endpoint_name="b", model_name="GLM-5") == (400, "ModelArts.0104")
        assert await refused(endpoint_name="b", moderation=False) == (400, "ModelArts.0104")
        await done(endpoints.delete(key))
        assert await refused(endpoint_name="a") == (400, "ModelArts.6271")
        world.cloud.custom_endpoints.quantity_limit = 0
        assert await refused(endpoint_name="b") == (400, "ModelArts.6297")


async def create_once(huawei: Any, name: str) -> str:
    """Create a custom endpoint; where no answer came, look for its name before asking again."""
    while True:
        try:
            made = await done(
                huawei.custom_endpoints.create(
                    source="custom_from_maas", endpoint_name=name, model_name="qwen3-32b"
                )
            )
        except TransportError:
            pass
        else:
            return made.id
        found = await everything(huawei.custom_endpoints.list())
        if same := [one for one in found if one.endpoint_name == name]:
            (one,) = same
            return one.id


async def until_done(call: Callable[[], Any]) -> bool:
    """Repeat a change until an answer comes; return whether there was an endpoint by then."""
    while True:
        try:
            await done(call())
        except TransportError:
            continue
        except NotFoundError:
            return False
        except ApiError as error:
            if error.code != "ModelArts.6291":
                raise
            return False
        return True


@each_way
@pytest.mark.parametrize(
    "loss",
    [LostAnswer(rate=0.2, only="changes"), Reset(rate=0.2, only="changes")],
    ids=str,
)
async def test_never_two_where_one_was_asked_for(way: str, loss: Fault) -> None:
    async with World(way, loss, seed=3) as (huawei, world):
        endpoints, every = huawei.custom_endpoints, world.cloud.custom_endpoints.items
        for number in range(10):
            name = f"number-{number}"
            key = await create_once(huawei, name)
            assert [(one["id"], one["endpoint_name"]) for one in every()] == [(key, name)]
            changes = {"endpoint_name": f"{name}.new", "remark": name, "rpm": 10 + number}
            assert await until_done(lambda: endpoints.update(key, changes))  # noqa: B023
            found = await read(huawei, key)
            assert (found.endpoint_name, found.remark, found.rpm) == tuple(changes.values())
            for action, final in (("deactivate", "stopped"), ("activate", "running")):
                assert await until_done(lambda: endpoints.control(key, action=action))  # noqa: B023
                assert (await world.wait(huawei, key, final)).remark == name
            await until_done(lambda: endpoints.delete(key))  # noqa: B023
            assert every() == await everything(endpoints.list()) == []
        assert sum(bool(request.faults) for request in world.cloud.requests) >= 5


@each_way
async def test_a_create_that_is_repeated_blindly_is_refused(way: str) -> None:
    async with World(way, LostAnswer(nth=1, only="changes")) as (huawei, world):
        body = {"source": "custom_from_maas", "endpoint_name": "a", "model_name": "glm-5"}
        with pytest.raises(TransportError):
            await done(huawei.custom_endpoints.create(body))
        with pytest.raises(ApiError) as caught:
            await done(huawei.custom_endpoints.create(body))
        assert caught.value.code == "ModelArts.6271"
        assert len(world.cloud.custom_endpoints.items()) == 1


@each_way
async def test_a_change_is_not_sent_again_by_itself(way: str) -> None:
    calls: list[Callable[[Any], Any]] = [
        lambda h: h.custom_endpoints.create(
            source="custom_from_maas", endpoint_name="a", model_name="glm-5"
        ),
        lambda h: h.custom_endpoints.update("c-1", rpm=1),
        lambda h: h.custom_endpoints.control("c-1", action="activate"),
        lambda h: h.custom_endpoints.delete("c-1"),
    ]
    async with World(way, LostAnswer(only="changes")) as (huawei, world):
        for call in calls:
            world.cloud.forget_requests()
            with pytest.raises(TransportError) as caught:
                await done(call(huawei))
            assert caught.value.may_have_reached_server
            assert (caught.value.attempts, len(world.cloud.requests)) == (1, 1)


MADE = {"source": "custom_from_maas", "endpoint_name": "a"}
BAD: dict[str, tuple[Callable[[Any], Any], str]] = {
    "fields that are missing": (
        lambda c: c.create(),
        r"^custom_endpoints\.create: source, endpoint_name must be given$",
    ),
    "a name that is missing": (
        lambda c: c.create(source="custom_from_maas"),
        "endpoint_name must be given",
    ),
    "a source that does not exist": (
        lambda c: c.create(source="system", endpoint_name="a"),
        "source must be custom_from_maas or custom_from_modelarts_v2, not 'system'",
    ),
    "an empty name": (
        lambda c: c.create(source="custom_from_maas", endpoint_name=""),
        "endpoint_name must have 1 to 64 characters, not 0",
    ),
    "a name that is too long": (
        lambda c: c.create(source="custom_from_maas", endpoint_name="a" * 65),
        "endpoint_name must have 1 to 64 characters, not 65",
    ),
    "a limit below nothing": (lambda c: c.create(**MADE, rpm=-1), "rpm must be 0 or more, not -1"),
    "another limit below nothing": (lambda c: c.update("c-1", tpm=-1), "tpm must be 0 or more"),
    "a remark that is too long": (
        lambda c: c.update("c-1", remark="a" * 257),
        "remark must have 256 or less characters, not 257",
    ),
    "no action": (lambda c: c.control("c-1"), "action must be given"),
    "an action that does not exist": (
        lambda c: c.control("c-1", action="stop"),
        r"^custom_endpoints\.control: action must be activate or deactivate, not 'stop'$",
    ),
    "an empty id": (lambda c: c.delete(""), "custom_endpoint_id"),
    "an empty id to change": (lambda c: c.update("", rpm=1), "custom_endpoint_id"),
    "an empty id to control": (lambda c: c.control("", action="activate"), "custom_endpoint_id"),
    "two dots for an id": (lambda c: c.delete(".."), "custom_endpoint_id"),
    "body and field": (lambda c: c.control("c-1", {"action": "activate"}, action="x"), "not both"),
}


@each_way
@pytest.mark.parametrize("case", BAD)
async def test_what_cannot_be_meant_is_not_sent(way: str, case: str) -> None:
    call, words = BAD[case]
    async with World(way) as (huawei, world):
        with pytest.raises(ArgumentError, match=words):
            await done(call(huawei.custom_endpoints))
        assert world.cloud.requests == []


def client(way: str, asked: list[httpx.Request], answer: httpx.Response) -> Any:
    """A client of a server that always answers the same."""

    def respond(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return answer

    transport = httpx.MockTransport(respond)
    about: Any = {"token": "fake", "project_id": "0" * 32, "base_url": "https://maas.test"}
    if way == "sync":
        return Huawei(**about, http_client=httpx.Client(transport=transport))
    return AsyncHuawei(**about, http_client=httpx.AsyncClient(transport=transport))


@each_way
@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("a/b", "a%2Fb"),
        ("a?force=true", "a%3Fforce%3Dtrue"),
        ("a#b", "a%23b"),
        ("../control/a", "..%2Fcontrol%2Fa"),
        ("a b", "a%20b"),
        ("ä", "%C3%A4"),
    ],
)
async def test_a_strange_id_never_asks_for_something_else(way: str, name: str, sent: str) -> None:
    error = {"error_code": "ModelArts.6291", "error_msg": "None."}
    asked: list[httpx.Request] = []
    endpoints = client(way, asked, httpx.Response(400, json=error)).custom_endpoints
    calls: dict[str, Callable[[], Any]] = {
        "DELETE endpoint": lambda: endpoints.delete(name),
        "PUT endpoint": lambda: endpoints.update(name, rpm=1),
        "PUT control": lambda: endpoints.control(name, action="activate"),
    }
    for what, call in calls.items():
        with pytest.raises(ApiError):
            await done(call())
        method, place = what.split()
        path = f"/v1/{'0' * 32}{PREFIX}/{place}/{sent}"
        assert (asked[-1].method, asked[-1].url.raw_path.decode()) == (method, path)


@each_way
@pytest.mark.parametrize(
    ("status", "content"), [(200, b"{}"), (200, b"null"), (201, b'{"id":"c-1"}'), (204, b"")]
)
async def test_any_success_of_a_change_counts(way: str, status: int, content: bytes) -> None:
    answer = httpx.Response(status, content=content)
    endpoints = client(way, [], answer).custom_endpoints
    made = await done(endpoints.create(**MADE))
    assert made.id == ("c-1" if status == 201 else None)
    for call in (
        lambda: endpoints.update("c-1", rpm=1),
        lambda: endpoints.control("c-1", action="activate"),
        lambda: endpoints.delete("c-1"),
    ):
        assert await done(call()) is None


@each_way
@pytest.mark.parametrize("count", ["1", 1])
async def test_the_count_as_text_or_number(way: str, count: object) -> None:
    page = {"total": 1, "count": count, "items": [{"id": "c-1", "status": "byToken"}]}
    pager = client(way, [], httpx.Response(200, json=page)).custom_endpoints.list()
    first = [page async for page in pager.pages()] if way == "async" else [*pager.pages()]
    assert [(one.count, one.deviations()) for one in first] == [(count, [])]
