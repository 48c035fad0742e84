"""Together lists its version 1 and the projects of version 2, whatever the key can tell of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import (
    Account,
    AsyncRoster,
    Endpoint,
    EndpointState,
    Listing,
    Replicas,
    Roster,
    TogetherOptions,
)
from endpoint_roster.providers.together_mapping import PROJECT_ENDPOINTS
from endpoint_roster_sim import Simulator
from endpoint_roster_together import Together
from endpoint_roster_together.models import DeploymentAutoscaling, ListProjectEndpointsResponse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from endpoint_roster_sim import TogetherCloud

    from .conftest import Serve

PROJECT = "/v2/projects/{}/endpoints"


class World:
    """A simulated cloud whose time the test moves, with three endpoints of version 1."""

    def __init__(self, simulator: Simulator) -> None:
        self.cloud: TogetherCloud = simulator["together"]
        self.client = Together(
            api_key=self.cloud.api_key,
            base_url=self.cloud.base_url,
            project_id=self.cloud.project_id,
        )

    def account(self, **changes: Any) -> Account:
        about: dict[str, Any] = {
            "api_key": self.cloud.api_key,
            "base_url": self.cloud.base_url,
            "project_id": self.cloud.project_id,
        }
        return Account("together", "t", **about | changes)

    def asked(self) -> list[str]:
        """Return what was asked for since the last time."""
        paths = [record.path for record in self.cloud.requests]
        self.cloud.forget_requests()
        return paths

    def create(self, name: str, *replicas: int) -> str:
        """Create an endpoint with a deployment for each number of replicas, and return its id."""
        endpoint = self.client.project_endpoints.create(name=name)
        for number, most in enumerate(replicas):
            self.client.deployments.create(
                endpoint.id,
                name=f"d{number}",
                model=f"projects/{self.cloud.project_id}/models/ml_1",
                autoscaling=DeploymentAutoscaling(min_replicas=most, max_replicas=most),
            )
        return endpoint.id


@pytest.fixture
def now() -> list[datetime]:
    return [datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)]


@pytest.fixture
def world(now: list[datetime]) -> Iterator[World]:
    with Simulator(endpoints=3, providers=["together"], clock=lambda: now[0]) as simulator:
        made = World(simulator)
        with made.client:
            yield made


def collect(account: Account, **question: Any) -> Listing:
    with Roster([account], page_size=2) as roster:
        return roster.list(**question).collect()


def ids_of(world: World) -> list[str]:
    return [item["id"] for item in world.cloud.fleet]


def test_both_versions_are_listed(world: World, now: list[datetime]) -> None:
    key = world.create("chat", 2, 3)
    world.asked()
    before = collect(world.account()).endpoints[-1]
    assert (before.state, before.provider_state) == (
        EndpointState.STARTING,
        "DEPLOYMENT_STATE_PROVISIONING",
    )
    now[0] += timedelta(seconds=5)
    world.asked()
    listing = collect(world.account())
    assert world.asked() == ["/v1/endpoints", PROJECT.format(world.cloud.project_id)]
    assert (listing.complete, listing.accounts[0].notes) == (True, [])
    *first, last = listing.endpoints
    assert [one.id for one in first] == ids_of(world)
    assert last.raw.deployments[1].ready_replicas == 3
    last.raw = None
    assert last == Endpoint(
        provider="together",
        account="t",
        id=key,
        name="acme-labs/chat",
        model=f"projects/{world.cloud.project_id}/models/ml_1/revisions/rv_1",
        kind="dedicated",
        state=EndpointState.RUNNING,
        provider_state="DEPLOYMENT_STATE_READY",
        created_at=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
        updated_at=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC),
        provider_kind="ENDPOINT_TYPE_DEDICATED",
        project=world.cloud.project_id,
        replicas=Replicas(min=5, max=5, current=5, ready=5),
    )


async def test_the_asynchronous_roster_lists_both_too(world: World) -> None:
    key = world.create("chat", 1)
    async with AsyncRoster([world.account()]) as roster:
        listing = await roster.list().collect()
    assert [one.id for one in listing.endpoints] == [*ids_of(world), key]


def test_pages_of_a_project_are_read_to_the_end(world: World) -> None:
    keys = [world.create(f"chat-{number}") for number in range(5)]
    world.asked()
    listing = collect(world.account())
    assert [one.id for one in listing.endpoints[3:]] == keys
    assert {one.state for one in listing.endpoints[3:]} == {EndpointState.STOPPED}
    assert world.asked() == ["/v1/endpoints", *[PROJECT.format(world.cloud.project_id)] * 3]
    assert listing.accounts[0].pages == 4


def test_filters_hold_for_both_versions(world: World, now: list[datetime]) -> None:
    running, stopped = world.create("a", 1), world.create("b")
    now[0] += timedelta(seconds=5)
    found = collect(world.account(), states=["running"]).endpoints
    assert running in [one.id for one in found]
    assert stopped not in [one.id for one in found]
    assert collect(world.account(), kinds=["serverless"], name="acme-labs/a").endpoints == []


@pytest.mark.parametrize(("usage_type", "kept"), [("on-demand", 9), ("reserved", 0)])
def test_the_contract_holds_for_version_2(world: World, usage_type: Any, kept: int) -> None:
    """Pages that the option empties do not look like those of a server that never ends."""
    for number in range(9):
        world.create(f"chat-{number}")
    options = [TogetherOptions(usage_type=usage_type)]
    listing = collect(world.account(), provider_options=options)
    assert listing.complete
    assert len([one for one in listing.endpoints if one.project]) == kept
    assert listing.accounts[0].notes == []


def test_the_key_tells_its_project(world: World) -> None:
    key = world.create("chat")
    world.asked()
    listing = collect(world.account(project_id=None))
    assert [one.id for one in listing.endpoints] == [*ids_of(world), key]
    project = PROJECT.format(world.cloud.project_id)
    assert world.asked() == ["/v1/endpoints", "/v3/whoami", project]
    assert listing.accounts[0].notes == []


def test_when_version_1_is_gone_version_2_is_listed_with_a_note(world: World) -> None:
    key = world.create("chat")
    world.cloud.v1 = "gone"
    for project in (world.cloud.project_id, None):
        listing = collect(world.account(project_id=project))
        assert listing.complete
        assert [one.id for one in listing.endpoints] == [key]
        assert listing.accounts[0].notes == [
            "version 1 has been switched off: version 2 alone is listed"
        ]


def test_another_project_is_a_failure_that_costs_nothing_else(world: World) -> None:
    listing = collect(world.account(project_id="proj_other"))
    assert [one.id for one in listing.endpoints] == ids_of(world)
    (failure,) = listing.failures
    assert (failure.status, failure.attempted) == (404, "list endpoints of project proj_other")
    assert "project" in failure.advice


def scripted(serve: Serve, answer: Any, bodies: dict[str, Any]) -> tuple[Any, Account]:
    """Return a server that answers paths with bodies or statuses, else 404, and its account."""

    def script(request: Any) -> Any:
        body = bodies.get(request.path.partition("?")[0], 404)
        if isinstance(body, int):
            return answer(b"{}", body, {"Retry-After": "0"})
        return answer(json.dumps(body).encode())

    server = serve(script)
    return server, Account("together", "t", api_key="k", base_url=f"{server.url}/v1")


V1 = {"/v1/endpoints": {"object": "list", "data": [{"id": "endpoint-1"}]}}
UNASKED = (
    "version 2 was not asked, because the key does not show its project:"
    " set project_id (TOGETHER_PROJECT_ID) to list it too"
)


def test_each_project_of_an_organization_is_listed(serve: Serve, answer: Any) -> None:
    projects = {"data": [{"id": "p1"}, {"id": "p2"}, {"id": ""}, 5, {"id": "p3"}]}
    bodies: dict[str, Any] = V1 | {
        "/v3/whoami": {"type": "organization_api_key", "organization": {"id": "o"}},
        "/v1/projects": projects,
        PROJECT.format("p1"): {"data": [{"id": "ep_1"}]},
        PROJECT.format("p2"): 403,
        PROJECT.format("p3"): {"data": [{"id": "ep_3"}], "next_cursor": None},
    }
    _, account = scripted(serve, answer, bodies)
    listing = collect(account)
    assert [one.id for one in listing.endpoints] == ["endpoint-1", "ep_1", "ep_3"]
    (failure,) = listing.failures
    assert (failure.kind, failure.attempted) == ("auth", "list endpoints of project p2")


UNKNOWN_PROJECTS: list[dict[str, Any]] = [
    {},
    {"/v3/whoami": 401, "/v1/projects": 403},
    {"/v3/whoami": {"type": "user"}, "/v1/projects": {"data": []}},
    {"/v3/whoami": {"project": "garbage"}, "/v1/projects": {"data": "garbage"}},
    {"/v3/whoami": {"project": {"id": []}}, "/v1/projects": {"data": [None, {"id": {}}]}},
]


@pytest.mark.parametrize("bodies", UNKNOWN_PROJECTS, ids=repr)
def test_a_key_that_tells_no_project_leaves_a_note(
    serve: Serve, answer: Any, bodies: dict[str, Any]
) -> None:
    server, account = scripted(serve, answer, V1 | bodies)
    listing = collect(account)
    assert (listing.complete, [one.id for one in listing.endpoints]) == (True, ["endpoint-1"])
    assert listing.accounts[0].notes == [UNASKED]
    assert [r.path for r in server.requests] == ["/v1/endpoints", "/v3/whoami", "/v1/projects"]


def test_without_version_1_and_a_project_the_account_fails(serve: Serve, answer: Any) -> None:
    _, account = scripted(serve, answer, {"/v1/endpoints": 410})
    listing = collect(account)
    assert ([one.status for one in listing.failures], listing.endpoints) == ([410], [])


def test_a_server_that_fails_to_say_whose_key_it_is_is_a_failure(serve: Serve, answer: Any) -> None:
    _, account = scripted(serve, answer, V1 | {"/v3/whoami": 500})
    listing = collect(account)
    (failure,) = listing.failures
    assert (failure.status, failure.attempted) == (500, "ask for the key's project")
    assert [one.id for one in listing.endpoints] == ["endpoint-1"]


def test_a_project_without_a_list_is_a_failure(serve: Serve, answer: Any) -> None:
    bodies: dict[str, Any] = V1 | {
        "/v3/whoami": {"project": {"id": "p"}},
        PROJECT.format("p"): {"data": {}},
    }
    _, account = scripted(serve, answer, bodies)
    listing = collect(account)
    assert [one.kind for one in listing.failures] == ["decode"]
    assert [one.id for one in listing.endpoints] == ["endpoint-1"]


def test_a_cursor_that_comes_again_ends_the_listing(serve: Serve, answer: Any) -> None:
    bodies: dict[str, Any] = V1 | {
        "/v3/whoami": {"project": {"id": "p"}},
        PROJECT.format("p"): {"data": [{"id": "ep_1"}], "next_cursor": "again"},
    }
    server, account = scripted(serve, answer, bodies)
    listing = collect(account)
    assert [one.kind for one in listing.failures] == ["repeated_page"]
    assert len(server.requests) == 4


def read(deployments: Any) -> Endpoint:
    item = {"id": "ep_1", "endpointType": "ENDPOINT_TYPE_RESERVED", "deployments": deployments}
    answer = ListProjectEndpointsResponse.from_dict({"data": [item]})
    (endpoint,) = PROJECT_ENDPOINTS.page(answer.data, Account("together", api_key="k")).endpoints
    return endpoint


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("", "stopped"),
        ("PROVISIONING", "starting"),
        ("READY", "running"),
        ("SCALING", "running"),
        ("DEGRADED", "degraded"),
        ("STOPPING", "stopping"),
        ("STOPPED", "stopped"),
        ("FAILED", "failed"),
        ("ROLLING", "unknown"),
        ("STOPPED STOPPED", "stopped"),
        ("STOPPED READY", "running"),
        ("PROVISIONING READY", "running"),
        ("READY FAILED", "degraded"),
        ("DEGRADED READY", "degraded"),
        ("STOPPED PROVISIONING", "starting"),
        ("STOPPING STOPPED", "stopping"),
        ("FAILED STOPPED", "failed"),
        ("FAILED PROVISIONING", "starting"),
        ("ROLLING STOPPED", "unknown"),
        ("ROLLING READY", "running"),
    ],
)
def test_the_state_follows_from_the_deployments(words: str, state: str) -> None:
    endpoint = read([{"state": f"DEPLOYMENT_STATE_{word}"} for word in words.split()])
    assert endpoint.state == EndpointState(state)
    sent = dict.fromkeys(f"DEPLOYMENT_STATE_{word}" for word in words.split())
    assert endpoint.provider_state == (", ".join(sent) or None)
    assert endpoint.kind == "dedicated"


def test_replicas_are_sums_of_what_is_known() -> None:
    known = {
        "autoscaling": {"minReplicas": 1, "maxReplicas": 4},
        "desiredReplicas": 2,
        "readyReplicas": 0,
    }
    assert read([known, known]).replicas == Replicas(2, 8, 4, 0)
    assert read([known, {"readyReplicas": 3}]).replicas == Replicas(None, None, None, 3)
    assert read([known, {"autoscaling": 7, "readyReplicas": -1}]).replicas == Replicas()
    assert read([]).replicas is None


def test_models_that_differ_are_none_of_them() -> None:
    assert read([{"model": "a"}, {"model": "a"}]).model == "a"
    assert read([{"model": "a"}, {"model": "b"}]).model is None
    assert read([{"model": {}}]).model is None


@pytest.mark.parametrize("garbage", [None, 5, "text", {}, ["x"], [None, {"state": "READY"}]])
def test_deployments_that_cannot_be_read_leave_the_state_unknown(garbage: Any) -> None:
    endpoint = read(garbage)
    assert (endpoint.state, endpoint.provider_state) == (EndpointState.UNKNOWN, None)
    assert (endpoint.replicas, endpoint.model) == (None, None)
