"""Together's version 1: endpoints are created, change by themselves, and go."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from endpoint_roster_sim import Simulator, TogetherCloud

from .calls import Clock, bearer
from .test_specs import validator

BODY: dict[str, Any] = {
    "model": "Qwen/Qwen2.5-7B-Instruct-Turbo",
    "hardware": "1x_nvidia_h100_80gb_sxm",
    "autoscaling": {"min_replicas": 1, "max_replicas": 2},
}


class Caller:
    """Calls one cloud, and checks every answer against the spec."""

    def __init__(self, http: httpx.Client, cloud: TogetherCloud, clock: Clock) -> None:
        self.http = http
        self.cloud = cloud
        self.clock = clock

    def __call__(self, method: str, path: str, body: Any = None, **params: Any) -> httpx.Response:
        answer = self.http.request(
            method,
            self.cloud.base_url + path,
            json=body,
            params=params,
            headers=bearer(self.cloud.api_key),
        )
        if not answer.is_success:
            validator("together", "ErrorResponse").validate(answer.json())
        return answer

    def create(self, **changes: Any) -> dict[str, Any]:
        answer = self("POST", "/endpoints", {**BODY, **changes})
        assert answer.status_code == 200, answer.text
        validator("together", "DedicatedEndpoint").validate(answer.json())
        return answer.json()

    def state(self, endpoint: dict[str, Any]) -> str:
        """The state by reading it, which is that of the list too."""
        answer = self("GET", f"/endpoints/{endpoint['id']}")
        validator("together", "DedicatedEndpoint").validate(answer.json())
        (listed,) = [one for one in self.listed() if one["id"] == endpoint["id"]]
        assert listed["state"] == answer.json()["state"]
        return listed["state"]

    def listed(self) -> list[dict[str, Any]]:
        answer = self("GET", "/endpoints").json()
        validator("together", "ListEndpointsResponse").validate(answer)
        assert answer["data"] == self.cloud.fleet
        return answer["data"]


@pytest.fixture
def call(http: httpx.Client) -> Iterator[Caller]:
    clock = Clock()
    with Simulator(endpoints=5, providers=["together"], clock=clock) as simulator:
        yield Caller(http, simulator["together"], clock)


def refused(answer: httpx.Response) -> tuple[int, str | None, str | None]:
    error = answer.json()["error"]
    return answer.status_code, error["code"] or error["type"], error["param"]


def test_from_its_creation_to_its_end(call: Caller) -> None:
    made = call.create(display_name="support", inactive_timeout=None)
    assert made["state"] == "PENDING"
    assert made["display_name"] == "support"
    assert call.listed()[0] == {
        name: made[name]
        for name in ("object", "id", "name", "model", "type", "owner", "state", "created_at")
    }
    path = f"/endpoints/{made['id']}"
    for seconds, state in ((1, "STARTING"), (4, "STARTED"), (3600, "STARTED")):
        call.clock.pass_by(seconds=seconds)
        assert call.state(made) == state
    changed = call("PATCH", path, {"display_name": "search", "autoscaling": {"max_replicas": 5}})
    assert changed.json()["display_name"] == "search"
    assert changed.json()["autoscaling"] == {"min_replicas": 1, "max_replicas": 5}
    assert call("PATCH", path, {"state": "STOPPED"}).json()["state"] == "STOPPING"
    call.clock.pass_by(seconds=2)
    assert call.state(made) == "STOPPED"
    assert call("PATCH", path, {"state": "STARTED"}).json()["state"] == "STARTING"
    call.clock.pass_by(seconds=4)
    assert call.state(made) == "STARTED"
    assert call("DELETE", path).status_code == 204
    assert len(call.listed()) == 5
    for method in ("GET", "PATCH", "DELETE"):
        assert refused(call(method, path, {})) == (404, "not_found", None)


def test_the_same_wish_twice_is_the_same_as_once(call: Caller) -> None:
    made = call.create()
    path = f"/endpoints/{made['id']}"
    call.clock.pass_by(seconds=3)
    assert call("PATCH", path, {"state": "STARTED"}).json()["state"] == "STARTING"
    call.clock.pass_by(seconds=2)
    assert call.state(made) == "STARTED"  # not started again
    for _ in range(2):
        assert call("PATCH", path, {"state": "STOPPED"}).json()["state"] == "STOPPING"
        call.clock.pass_by(seconds=1)
    assert call.state(made) == "STOPPED"


def test_what_is_created_stopped_stays_stopped(call: Caller) -> None:
    made = call.create(state="STOPPED")
    call.clock.pass_by(seconds=60)
    assert call.state(made) == "STOPPED"


def test_hardware_that_is_not_to_be_had_ends_in_an_error(call: Caller) -> None:
    scarce = call("GET", "/hardware", model=BODY["model"]).json()["data"][-1]
    assert scarce["availability"]["status"] == "insufficient"
    made = call.create(hardware=scarce["id"])
    call.clock.pass_by(seconds=5)
    assert call.state(made) == "ERROR"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"model": None}, (400, "invalid_request_error", "model")),
        ({"model": ""}, (400, "invalid_request_error", "model")),
        ({"hardware": 7}, (400, "invalid_request_error", "hardware")),
        ({"hardware": "1x_abacus"}, (404, "not_found", "hardware")),
        ({"autoscaling": {"min_replicas": 1}}, (400, "invalid_request_error", "autoscaling")),
        ({"autoscaling": None}, (400, "invalid_request_error", "autoscaling")),
        (
            {"autoscaling": {"min_replicas": 2, "max_replicas": 1}},
            (400, "invalid_request_error", "autoscaling"),
        ),
        ({"state": "PAUSED"}, (400, "invalid_request_error", "state")),
        ({"inactive_timeout": -1}, (400, "invalid_request_error", "inactive_timeout")),
        ({"display_name": 1}, (400, "invalid_request_error", "display_name")),
    ],
    ids=str,
)
def test_nothing_comes_of_a_bad_wish(
    call: Caller, change: dict[str, Any], expected: tuple[int, str, str]
) -> None:
    assert refused(call("POST", "/endpoints", {**BODY, **change})) == expected
    assert len(call.listed()) == 5


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"null", b'"' + b"[" * 100_000])
def test_a_body_that_is_no_object(call: Caller, content: bytes) -> None:
    url = f"{call.cloud.base_url}/endpoints"
    answer = call.http.post(url, content=content, headers=bearer(call.cloud.api_key))
    assert refused(answer) == (400, "invalid_request_error", None)


def test_closed_for_creating_and_starting(call: Caller) -> None:
    made = call.create()
    path = f"/endpoints/{made['id']}"
    call.clock.pass_by(seconds=10)
    call.cloud.v1 = "closed"
    closed = (403, "endpoints_v1_create_access_disabled", None)
    assert refused(call("POST", "/endpoints", BODY)) == closed
    assert call("PATCH", path, {"state": "STARTED"}).status_code == 200  # it runs already
    assert call("PATCH", path, {"state": "STOPPED"}).status_code == 200
    call.clock.pass_by(seconds=10)
    assert refused(call("PATCH", path, {"state": "STARTED"})) == closed
    assert call("DELETE", path).status_code == 204


def test_gone(call: Caller) -> None:
    call.cloud.v1 = "gone"
    for method, path in (("GET", "/endpoints"), ("POST", "/endpoints"), ("GET", "/hardware")):
        assert call(method, path, BODY).status_code == 410
    assert call("GET", "/projects").status_code == 200


def test_quota(call: Caller) -> None:
    call.cloud.quota = 1
    call.create()
    assert refused(call("POST", "/endpoints", BODY)) == (403, "quota_exceeded", None)
    assert len(call.listed()) == 6


def test_what_belongs_to_others_is_only_read(http: httpx.Client) -> None:
    clock = Clock()
    with Simulator(endpoints=40, providers=["together"], clock=clock) as simulator:
        call = Caller(http, simulator["together"], clock)
        listed = call.listed()
        theirs = next(o for o in listed if o["owner"] not in ("acme-labs", "together"))
        path = f"/endpoints/{theirs['id']}"
        assert call("GET", path).json()["hardware"] == call("GET", path).json()["hardware"]
        for method in ("PATCH", "DELETE"):
            assert refused(call(method, path, {"state": "STOPPED"})) == (403, "forbidden", None)
        serverless = next(one for one in listed if one["type"] == "serverless")
        assert refused(call("GET", f"/endpoints/{serverless['id']}"))[0] == 404
        assert call.listed() == listed


def test_what_was_there_has_a_life_too(call: Caller) -> None:
    mine = next(o for o in call.listed() if o["owner"] == "acme-labs" and o["state"] == "STARTED")
    call("PATCH", f"/endpoints/{mine['id']}", {"state": "STOPPED"})
    call.clock.pass_by(seconds=2)
    assert call.state(mine) == "STOPPED"
    assert [one["id"] for one in call.listed()].index(mine["id"]) >= 0
    call.cloud.set_state(next(o for o in call.cloud.fleet if o["id"] == mine["id"]), "ERROR")
    assert call.state(mine) == "ERROR"


def test_a_restart_makes_everything_as_it_was(http: httpx.Client) -> None:
    clock = Clock()
    simulator = Simulator(endpoints=3, providers=["together"], clock=clock)
    with simulator:
        before = simulator.fleet("together")
        call = Caller(http, simulator["together"], clock)
        call.create()
        assert len(call.listed()) == 4
    with simulator:
        assert Caller(http, simulator["together"], clock).listed() == before


def test_a_large_fleet_is_listed_as_before_while_one_changes(http: httpx.Client) -> None:
    clock = Clock()
    with Simulator(endpoints=3000, providers=["together"], clock=clock) as simulator:
        call = Caller(http, simulator["together"], clock)
        before = call.listed()
        made = call.create()
        assert call.listed()[1:] == before
        call("DELETE", f"/endpoints/{made['id']}")
        assert call.listed() == before


def test_hardware_and_zones(call: Caller) -> None:
    for params in ({}, {"model": "any"}):
        answer = call("GET", "/hardware", **params).json()
        validator("together", "ListHardwareResponse").validate(answer)
        assert all(("availability" in one) == bool(params) for one in answer["data"])
    zones = call("GET", "/clusters/availability-zones").json()
    validator("together", "ListAvailabilityZonesResponse").validate(zones)
    assert zones["avzones"]
