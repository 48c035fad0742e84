"""A user's program for the life of an endpoint at Together, in both versions of its API.

It is written once and run with both kinds of clients: what it calls is awaited where it has to be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from endpoint_roster_sim.faults import LostAnswer, Reset
from endpoint_roster_together import (
    ApiError,
    ArgumentError,
    AsyncTogether,
    ConflictError,
    NotFoundError,
    PermissionDeniedError,
    Together,
    TransportError,
)
from endpoint_roster_together.models import (
    Autoscaling,
    CreateEndpointRequest,
    DeploymentAutoscaling,
    TrafficSplitEntry,
)
from support.lives import Life
from support.ways import done, each_way, everything

if TYPE_CHECKING:
    from collections.abc import Callable

    from endpoint_roster_sim import Fault


HARDWARE = "1x_nvidia_h100_80gb_sxm"
TWO = Autoscaling(min_replicas=1, max_replicas=2)
RUNNING = DeploymentAutoscaling(min_replicas=1, max_replicas=2)
STOPPED = DeploymentAutoscaling(min_replicas=0, max_replicas=0)


class World(Life):
    provider, clients = "together", (Together, AsyncTogether)


@each_way
async def test_a_whole_life_in_version_1(way: str) -> None:
    async with World(way) as (together, world):
        before = await everything(together.endpoints.list())
        prices = await everything(together.hardware.list(model="acme/chat"))
        (one,) = [hardware for hardware in prices if hardware.id == HARDWARE]
        assert (one.pricing.cents_per_minute, one.availability.status) == (6.65, "available")
        zones = (await done(together.availability_zones.list())).avzones

        made = await done(
            together.endpoints.create(
                model="acme/chat",
                hardware=HARDWARE,
                autoscaling=TWO,
                display_name="support",
                inactive_timeout=None,
                availability_zone=zones[0],
            )
        )
        assert (made.state, made.deviations()) == ("PENDING", [])

        def read() -> Any:
            return together.endpoints.get(made.id)

        def state(endpoint: Any) -> str:
            return endpoint.state

        started = await world.wait_until(read, state, "STARTED")
        assert (started.display_name, started.autoscaling) == ("support", TWO)
        assert await everything(together.endpoints.list()) != before
        changed = await done(together.endpoints.update(made.id, display_name="search"))
        assert (changed.display_name, changed.state) == ("search", "STARTED")
        assert (await done(together.endpoints.update(made.id, state="STOPPED"))).state == "STOPPING"
        await world.wait_until(read, state, "STOPPED")
        assert (await done(together.endpoints.update(made.id, state="STARTED"))).state == "STARTING"
        await world.wait_until(read, state, "STARTED")
        assert await done(together.endpoints.delete(made.id)) is None
        assert await everything(together.endpoints.list()) == before
        for call in (together.endpoints.get, together.endpoints.delete):
            with pytest.raises(NotFoundError) as caught:
                await done(call(made.id))
            assert caught.value.details.error.type_ == "not_found"


@each_way
async def test_a_whole_life_in_version_2(way: str) -> None:
    async with World(way) as (together, world):
        caller = await done(together.identity.get())
        assert [p.id for p in await everything(together.projects.list())] == [caller.project.id]
        types = await everything(together.instance_types.list())
        kind = next(one for one in types if one.price_cents_per_hour == 399)
        assert await done(together.instance_types.get(kind.id)) == kind

        endpoint = await done(together.project_endpoints.create(name="support"))
        assert (endpoint.project_id, endpoint.deployments) == (caller.project.id, [])
        deployment = await done(
            together.deployments.create(
                endpoint.id,
                name="main",
                model=f"projects/{caller.project.id}/models/ml_1",
                config=f"projects/proj_platform/configs/{kind.name}",
                autoscaling=RUNNING,
                inactive_timeout=60,
            )
        )
        assert deployment.hardware == kind.name

        def read() -> Any:
            return together.deployments.get(endpoint.id, deployment.id)

        def state(found: Any) -> str:
            return found.status.state.removeprefix("DEPLOYMENT_STATE_")

        ready = await world.wait_until(read, state, "READY")
        split = [TrafficSplitEntry(deployment_id=deployment.id, weight=1)]
        routed = await done(
            together.project_endpoints.update(
                endpoint.id, etag=endpoint.etag, traffic_split=split, update_mask="trafficSplit"
            )
        )
        assert routed.deployments[0].estimated_effective_traffic_share == 1
        with pytest.raises(ConflictError) as caught:
            await done(
                together.project_endpoints.update(
                    endpoint.id, etag=endpoint.etag, visibility="VISIBILITY_INTERNAL"
                )
            )
        assert (caught.value.status, caught.value.code) == (409, "ABORTED")
        with pytest.raises(ConflictError):
            await done(together.deployments.delete(endpoint.id, deployment.id))

        for scaling, wanted in ((STOPPED, "STOPPED"), (RUNNING, "READY"), (STOPPED, "STOPPED")):
            await done(together.deployments.update(endpoint.id, deployment.id, autoscaling=scaling))
            ready = await world.wait_until(read, state, wanted)
        listed = await everything(together.deployments.list(endpoint.id, limit=1))
        assert listed == [ready]
        assert (
            await done(together.deployments.delete(endpoint.id, deployment.id, etag=ready.etag))
            is None
        )
        await done(together.project_endpoints.delete(endpoint.id))
        assert await everything(together.project_endpoints.list()) == []


@each_way
async def test_every_page_of_a_projects_endpoints(way: str) -> None:
    async with World(way) as (together, _):
        for number in range(5):
            await done(together.project_endpoints.create(name=f"e-{number}"))
        found = await everything(together.project_endpoints.list(limit=2))
        assert [one.name for one in found] == [f"acme-labs/e-{number}" for number in range(5)]


async def create_once(together: Any, known: set[str]) -> Any:
    """Create an endpoint of version 1; where no answer came, look before asking again."""
    while True:
        try:
            return await done(
                together.endpoints.create(model="acme/chat", hardware=HARDWARE, autoscaling=TWO)
            )
        except TransportError:
            pass
        listed = await everything(together.endpoints.list(type_="dedicated", mine=True))
        if new := [one for one in listed if one.id not in known]:
            (one,) = new
            return await done(together.endpoints.get(one.id))


async def until_done(call: Callable[[], Any]) -> Any:
    """Repeat a change that is safe to repeat until an answer comes; 404 is one for a deletion."""
    while True:
        try:
            return await done(call())
        except TransportError:
            continue
        except NotFoundError:
            return None


LOSSES = [LostAnswer(rate=0.2, only="changes"), Reset(rate=0.2, only="changes")]


@each_way
@pytest.mark.parametrize("loss", LOSSES, ids=str)
async def test_never_two_where_one_was_asked_for_in_version_1(way: str, loss: Fault) -> None:
    lost = 0
    async with World(way, loss, seed=3) as (together, world):
        before = world.cloud.fleet
        known = {one["id"] for one in before}
        for number in range(12):
            made = await create_once(together, known)
            assert len(world.cloud.fleet) == len(before) + 1
            wanted = f"number {number}"
            await until_done(lambda: together.endpoints.update(made.id, display_name=wanted))  # noqa: B023
            await until_done(lambda: together.endpoints.update(made.id, state="STOPPED"))  # noqa: B023
            found = await world.wait_until(
                lambda: together.endpoints.get(made.id),  # noqa: B023
                lambda endpoint: endpoint.state,
                "STOPPED",
            )
            assert found.display_name == wanted
            await until_done(lambda: together.endpoints.delete(made.id))  # noqa: B023
            assert world.cloud.fleet == before
        lost = sum(bool(request.faults) for request in world.cloud.requests)
    assert lost >= 5


async def project_endpoint_once(together: Any, name: str) -> Any:
    """Create an endpoint of version 2; its name is the key that keeps it from being made twice."""
    for _ in range(20):
        try:
            return await done(together.project_endpoints.create(name=name))
        except (TransportError, ConflictError):
            found = await everything(together.project_endpoints.list(filter_=f'name = "{name}"'))
            if found:
                (one,) = found
                return one
    raise AssertionError("every answer was lost")


async def deployment_once(together: Any, endpoint: str) -> Any:
    """Create a deployment; where no answer came, look before asking again."""
    for _ in range(20):
        try:
            return await done(
                together.deployments.create(endpoint, name="main", model="m", autoscaling=RUNNING)
            )
        except (TransportError, ConflictError):
            if found := await everything(together.deployments.list(endpoint)):
                (one,) = found
                return one
    raise AssertionError("every answer was lost")


@each_way
@pytest.mark.parametrize("loss", LOSSES, ids=str)
async def test_never_two_where_one_was_asked_for_in_version_2(way: str, loss: Fault) -> None:
    async with World(way, loss, seed=5) as (together, world):
        for number in range(8):
            endpoint = await project_endpoint_once(together, f"e-{number}")
            deployment = await deployment_once(together, endpoint.id)
            (listed,) = await everything(together.project_endpoints.list())
            assert [one.id for one in listed.deployments] == [deployment.id]
            await until_done(
                lambda: together.deployments.update(endpoint.id, deployment.id, autoscaling=STOPPED)  # noqa: B023
            )
            await world.wait_until(
                lambda: together.deployments.get(endpoint.id, deployment.id),  # noqa: B023
                lambda found: found.status.state,
                "DEPLOYMENT_STATE_STOPPED",
            )
            await until_done(lambda: together.deployments.delete(endpoint.id, deployment.id))  # noqa: B023
            await until_done(lambda: together.project_endpoints.delete(endpoint.id))  # noqa: B023
            assert await everything(together.project_endpoints.list()) == []
        assert sum(bool(request.faults) for request in world.cloud.requests) >= 5


@each_way
async def test_a_change_is_not_sent_again_by_itself(way: str) -> None:
    calls: list[Callable[[Any], Any]] = [
        lambda t: t.endpoints.create(model="m", hardware=HARDWARE, autoscaling=TWO),
        lambda t: t.endpoints.update("endpoint-1", state="STOPPED"),
        lambda t: t.endpoints.delete("endpoint-1"),
        lambda t: t.project_endpoints.create(name="e"),
        lambda t: t.deployments.create("ep_1", name="d", autoscaling=RUNNING),
        lambda t: t.deployments.update("ep_1", "dep_1", autoscaling=STOPPED),
        lambda t: t.deployments.delete("ep_1", "dep_1"),
    ]
    async with World(way, LostAnswer(only="changes")) as (together, world):
        for call in calls:
            world.cloud.forget_requests()
            with pytest.raises(TransportError) as caught:
                await done(call(together))
            assert caught.value.may_have_reached_server
            assert (caught.value.attempts, len(world.cloud.requests)) == (1, 1)


@each_way
async def test_closed_for_creating(way: str) -> None:
    async with World(way) as (together, world):
        world.cloud.v1 = "closed"
        body = CreateEndpointRequest(model="m", hardware=HARDWARE, autoscaling=TWO)
        with pytest.raises(PermissionDeniedError) as caught:
            await done(together.endpoints.create(body))
        assert caught.value.code == "endpoints_v1_create_access_disabled"
        world.cloud.v1 = "gone"
        with pytest.raises(ApiError) as gone:
            await everything(together.endpoints.list())
        assert gone.value.status == 410


BAD: dict[str, tuple[Callable[[Any], Any], str]] = {
    "a field that is missing": (
        lambda t: t.endpoints.create(model="m", hardware=HARDWARE),
        "autoscaling must be given",
    ),
    "no field at all": (lambda t: t.deployments.create("ep_1"), "name, autoscaling must be given"),
    "an empty id": (lambda t: t.endpoints.delete(""), "endpoint_id must be a non-empty id"),
    "an id that leads upwards": (lambda t: t.endpoints.delete(".."), "non-empty id"),
    "an id that is none": (lambda t: t.deployments.get("ep_1", None), "deployment_id must be"),
    "a state that no endpoint can be asked for": (
        lambda t: t.endpoints.update("endpoint-1", state="STOPED"),
        r"^endpoints\.update: state must be STARTED or STOPPED, not 'STOPED'$",
    ),
    "such a state in a mapping": (
        lambda t: t.endpoints.update("endpoint-1", {"state": None}),
        "state must be STARTED or STOPPED, not NoneType",
    ),
    "a page that is too large": (
        lambda t: t.deployments.list("ep_1", limit=501),
        r"^deployments\.list: limit must be 1 to 500, not 501$",
    ),
    "a time before now": (
        lambda t: t.endpoints.update("endpoint-1", inactive_timeout=-1),
        "inactive_timeout must be 0 or more, not -1",
    ),
    "an empty project": (lambda t: t.deployments.list("ep_1", project_id=""), "project_id must be"),
    "body and field": (
        lambda t: t.endpoints.update("endpoint-1", {"state": "STOPPED"}, display_name="x"),
        "either body or its fields",
    ),
}


@each_way
@pytest.mark.parametrize("case", BAD)
async def test_what_cannot_be_meant_is_not_sent(way: str, case: str) -> None:
    call, words = BAD[case]
    async with World(way) as (together, world):
        with pytest.raises(ArgumentError, match=words):
            await done(call(together))
        assert world.cloud.requests == []


@each_way
@pytest.mark.parametrize("name", ["a/b", "a?b=c", "a#b", "../endpoints", "a b", "ä"])
async def test_a_strange_id_never_asks_for_something_else(way: str, name: str) -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(404, json={"error": {"message": "None.", "type": "not_found"}})

    transport = httpx.MockTransport(answer)
    together: Any = (
        Together(api_key="k", http_client=httpx.Client(transport=transport))
        if way == "sync"
        else AsyncTogether(api_key="k", http_client=httpx.AsyncClient(transport=transport))
    )
    with pytest.raises(NotFoundError):
        await done(together.endpoints.get(name))
    (request,) = asked
    assert request.url.path == f"/v1/endpoints/{name}"
    assert request.url.raw_path.count(b"/") == 3
    assert request.url.query == b""


def test_without_a_project_version_2_asks_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TOGETHER_PROJECT_ID", raising=False)
    words = "project_id must be given, or TOGETHER_PROJECT_ID"
    with Together(api_key="k") as together, pytest.raises(ArgumentError, match=words):
        together.project_endpoints.list()
