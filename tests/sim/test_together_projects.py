"""Together's version 2: a project with endpoints, and deployments in them."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from endpoint_roster_sim import Simulator, TogetherCloud

from .calls import Clock, bearer
from .test_specs import validator

ONE = {"minReplicas": 1, "maxReplicas": 2}
NONE = {"minReplicas": 0, "maxReplicas": 0}


class Caller:
    """Calls one project, and checks every error against the spec."""

    def __init__(self, http: httpx.Client, cloud: TogetherCloud, clock: Clock) -> None:
        self.http = http
        self.cloud = cloud
        self.clock = clock
        self.root = cloud.base_url.removesuffix("/v1")
        self.place = f"/v2/projects/{cloud.project_id}/endpoints"

    def __call__(self, method: str, path: str, body: Any = None, **params: Any) -> httpx.Response:
        headers = bearer(self.cloud.api_key)
        url = self.root + path
        answer = self.http.request(method, url, json=body, params=params, headers=headers)
        if not answer.is_success:
            validator("together", "ErrorResponse").validate(answer.json())
        return answer

    def read(self, schema: str, method: str, path: str, body: Any = None, **params: Any) -> Any:
        answer = self(method, path, body, **params)
        assert answer.status_code == 200, answer.text
        validator("together", schema).validate(answer.json())
        return answer.json()

    def endpoint(self, name: str = "support") -> str:
        """Create an endpoint and return its path."""
        made = self.read("ProjectEndpoint", "POST", self.place, {"name": name})
        return f"{self.place}/{made['id']}"

    def deployment(self, endpoint: str, **changes: Any) -> str:
        """Create a deployment and return its path."""
        body = {"name": "main", "model": "projects/p/models/ml_1", "autoscaling": ONE, **changes}
        made = self.read("Deployment", "POST", f"{endpoint}/deployments", body)
        return f"{endpoint}/deployments/{made['id']}"

    def state(self, deployment: str) -> str:
        """The state by reading it, which is that of its endpoint's summary too."""
        found = self.read("Deployment", "GET", deployment)
        endpoint = self.read("ProjectEndpoint", "GET", deployment.rpartition("/deployments")[0])
        (summary,) = [one for one in endpoint["deployments"] if one["id"] == found["id"]]
        assert summary["state"] == found["status"]["state"]
        return found["status"]["state"].removeprefix("DEPLOYMENT_STATE_")


@pytest.fixture
def call(http: httpx.Client) -> Iterator[Caller]:
    clock = Clock()
    with Simulator(endpoints=2, providers=["together"], clock=clock) as simulator:
        yield Caller(http, simulator["together"], clock)


def refused(answer: httpx.Response) -> tuple[int, str]:
    error = answer.json()["error"]
    return answer.status_code, error["code"] or error["param"] or error["type"]


def test_from_its_creation_to_its_end(call: Caller) -> None:
    endpoint = call.endpoint()
    deployment = call.deployment(endpoint, inactiveTimeout=60)
    assert call.state(deployment) == "PROVISIONING"
    call.clock.pass_by(seconds=4)
    assert call.state(deployment) == "READY"
    found = call.read("Deployment", "GET", deployment)
    assert (found["inactiveTimeout"], found["status"]["readyReplicas"]) == (60, 1)
    split = {"trafficSplit": [{"deploymentId": found["id"], "weight": 2}]}
    routed = call.read("ProjectEndpoint", "PATCH", endpoint, split)
    assert routed["deployments"][0]["estimatedEffectiveTrafficShare"] == 1
    body = {"autoscaling": {"minReplicas": 2, "maxReplicas": 2}}
    call.read("Deployment", "PATCH", deployment, body, updateMask="autoscaling")
    assert call.state(deployment) == "SCALING"
    call.clock.pass_by(seconds=2)
    assert call.state(deployment) == "READY"
    assert refused(call("DELETE", deployment)) == (409, "FAILED_PRECONDITION")
    assert refused(call("DELETE", endpoint)) == (409, "FAILED_PRECONDITION")
    call.read("Deployment", "PATCH", deployment, {"autoscaling": NONE})
    assert call.state(deployment) == "STOPPING"
    assert refused(call("DELETE", deployment)) == (409, "FAILED_PRECONDITION")
    call.clock.pass_by(seconds=2)
    assert call.state(deployment) == "STOPPED"
    call.read("Deployment", "PATCH", deployment, {"autoscaling": ONE})
    assert call.state(deployment) == "PROVISIONING"
    call.read("Deployment", "PATCH", deployment, {"autoscaling": NONE})
    call.clock.pass_by(seconds=10)
    assert call("DELETE", deployment).json() == {}
    assert call.read("ProjectEndpoint", "GET", endpoint)["trafficSplit"] == []
    assert call("DELETE", endpoint).json() == {}
    assert call.read("ListProjectEndpointsResponse", "GET", call.place)["data"] == []
    assert refused(call("GET", endpoint))[0] == 404


def test_hardware_that_is_not_to_be_had_fails(call: Caller) -> None:
    types = call.read("ListInstanceTypesResponse", "GET", "/v2/public/inference-instance-types")
    scarce = types["data"][-1]
    one = f"/v2/public/inference-instance-types/{scarce['id']}"
    assert call.read("InstanceType", "GET", one) == scarce
    config = f"projects/proj_platform/configs/{scarce['name']}"
    deployment = call.deployment(call.endpoint(), config=config)
    assert call.read("Deployment", "GET", deployment)["hardware"] == scarce["name"]
    call.clock.pass_by(seconds=4)
    assert call.state(deployment) == "FAILED"
    assert call("DELETE", deployment).json() == {}


def test_a_name_is_taken_once(call: Caller) -> None:
    endpoint = call.endpoint()
    for name in ("support", "acme-labs/support"):
        assert refused(call("POST", call.place, {"name": name})) == (409, "ALREADY_EXISTS")
    call.deployment(endpoint)
    body = {"name": "main", "model": "m", "autoscaling": ONE}
    answer = call("POST", f"{endpoint}/deployments", body)
    assert refused(answer) == (409, "ALREADY_EXISTS")


@pytest.mark.parametrize("where", ["body", "query"])
def test_an_old_etag_changes_nothing(call: Caller, where: str) -> None:
    endpoint = call.endpoint()
    for path, body in (
        (endpoint, {"visibility": "VISIBILITY_INTERNAL"}),
        (call.deployment(endpoint), {"inactiveTimeout": 30}),
    ):
        old = call("GET", path).json()["etag"]
        new = call("PATCH", path, {**body, "etag": old}).json()["etag"]
        assert new != old
        answer = (
            call("PATCH", path, {**body, "etag": old})
            if where == "body"
            else call("DELETE", path, etag=old)
        )
        assert refused(answer) == (409, "ABORTED")
        assert call("GET", path).json()["etag"] == new


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({}, "no fields to update"),
        ({"trafficSplit": []}, "no fields to update"),
        ({"trafficSplit": [{"deploymentId": "dep_none", "weight": 1}]}, "must name deployments"),
        ({"trafficSplit": [{"deploymentId": "dep_none"}]}, "weights"),
        ({"trafficSplit": ["dep_none"]}, "list of objects"),
        ({"visibility": "VISIBILITY_PUBLIC"}, "must be one of"),
        ({"name": "others/support"}, "must begin with acme-labs"),
    ],
)
def test_a_change_that_is_refused(call: Caller, body: dict[str, Any], problem: str) -> None:
    endpoint = call.endpoint()
    before = call("GET", endpoint).json()
    answer = call("PATCH", endpoint, body)
    assert answer.status_code == 400
    assert problem in answer.json()["error"]["message"]
    assert call("GET", endpoint).json() == before


def test_an_empty_split_needs_the_mask(call: Caller) -> None:
    endpoint = call.endpoint()
    found = call.read(
        "ProjectEndpoint", "PATCH", endpoint, {"trafficSplit": []}, updateMask="trafficSplit"
    )
    assert found["trafficSplit"] == []
    assert refused(call("PATCH", endpoint, {"name": "x"}, updateMask="etag")) == (400, "updateMask")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"name": ""}, (400, "name")),
        ({"model": ""}, (400, "model")),
        ({"autoscaling": {"minReplicas": 0, "maxReplicas": 2}}, (400, "autoscaling")),
        ({"autoscaling": {"minReplicas": 3, "maxReplicas": 2}}, (400, "autoscaling")),
        ({"autoscaling": [1, 2]}, (400, "autoscaling")),
        ({"inactiveTimeout": 29}, (400, "inactiveTimeout")),
        ({"inactiveTimeout": 1441}, (400, "inactiveTimeout")),
        ({"config": "projects/p/configs/none"}, (404, "config")),
        ({"maxConcurrentRequestsPerReplica": 4}, (400, "maxConcurrentRequestsPerReplica")),
    ],
    ids=str,
)
def test_nothing_comes_of_a_bad_deployment(
    call: Caller, change: dict[str, Any], expected: tuple[int, str]
) -> None:
    place = f"{call.endpoint()}/deployments"
    body = {"name": "main", "model": "m", "autoscaling": ONE, **change}
    assert refused(call("POST", place, body)) == expected
    assert call.read("ListDeploymentsResponse", "GET", place)["data"] == []


def test_a_trial_creates_nothing(call: Caller) -> None:
    place = f"{call.endpoint()}/deployments"
    call.cloud.quota = 0
    body = {"name": "main", "model": "m", "autoscaling": ONE}
    call.read("Deployment", "POST", place, body, validateOnly="true")
    assert call("GET", place).json()["data"] == []
    assert refused(call("POST", place, body)) == (403, "quota_exceeded")


@pytest.mark.parametrize("order", ["created_at", "created_at desc", "updated_at asc", ""])
def test_every_page_while_others_come_and_go(call: Caller, order: str) -> None:
    paths = [call.endpoint(f"e-{number}") for number in range(7)]
    params = {"orderBy": order} if order else {}
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = call.read(
            "ListProjectEndpointsResponse", "GET", call.place, limit=2, **params, **cursor
        )
        found += [one["name"].rpartition("/")[2] for one in page["data"]]
        if len(found) == 2:
            first = "e-6" if "desc" in order else "e-0"
            assert found[0] == first
            call("DELETE", paths[6 if "desc" in order else 0])
        if page["next_cursor"] is None:
            break
        cursor = {"after": page["next_cursor"]}
    assert sorted(found) == [f"e-{number}" for number in range(7)]


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ('name:"por"', ["support"]),
        ('name = "acme-labs/search"', ["search"]),
        ('name = "search"', ["search"]),
        ('name != "search" AND created_at > "2020-01-01T00:00:00Z"', ["support"]),
        ('created_at < "2020-01-01T00:00:00Z"', []),
    ],
)
def test_filters(call: Caller, expression: str, names: list[str]) -> None:
    for name in ("search", "support"):
        call.endpoint(name)
    page = call.read("ListProjectEndpointsResponse", "GET", call.place, filter=expression)
    assert [one["name"].rpartition("/")[2] for one in page["data"]] == names


@pytest.mark.parametrize(
    "params",
    [
        {"filter": "nonsense"},
        {"filter": 'state = "READY"'},
        {"orderBy": "name"},
        {"limit": "0"},
        {"limit": "501"},
        {"limit": "x"},
        {"after": "x"},
    ],
    ids=str,
)
def test_a_question_that_is_refused(call: Caller, params: dict[str, str]) -> None:
    call.endpoint()
    assert refused(call("GET", call.place, **params)) == (400, next(iter(params)))


def test_who_the_key_is(call: Caller) -> None:
    caller = call.read("Caller", "GET", "/v3/whoami")
    assert caller["project"]["id"] == call.cloud.project_id
    projects = call.read("ListProjectsResponse", "GET", "/v1/projects")
    assert [one["id"] for one in projects["data"]] == [call.cloud.project_id]
    assert call("GET", "/v1/whoami").json()["project_id"] == call.cloud.project_id


def test_another_project_and_another_key(call: Caller) -> None:
    assert call("GET", "/v2/projects/proj_other/endpoints").status_code == 404
    for path in ("/v3/whoami", "/v1/projects", call.place):
        answer = call.http.get(call.root + path, headers=bearer("wrong"))
        assert refused(answer) == (401, "invalid_api_key")
