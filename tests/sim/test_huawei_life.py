"""Huawei Cloud: custom endpoints are created, change by themselves, and go."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from endpoint_roster_core.auth import HuaweiAkSkAuth
from endpoint_roster_sim import HuaweiCloud, Simulator

from .calls import Clock, huawei_error
from .test_specs import validator

BODY: dict[str, Any] = {
    "source": "custom_from_maas",
    "endpoint_name": "care-bot",
    "model_name": "deepseek-v3.2",
}
INVALID = (400, "ModelArts.0104")
UNKNOWN = (400, "ModelArts.6291")


class Caller:
    """Calls one cloud, and checks every answer against the spec."""

    def __init__(self, http: httpx.Client, cloud: HuaweiCloud, clock: Clock) -> None:
        self.http = http
        self.cloud = cloud
        self.clock = clock

    def __call__(self, method: str, path: str = "endpoint", body: Any = None) -> httpx.Response:
        cloud = self.cloud
        root = f"{cloud.base_url}/v1/{cloud.project_id}/maas/services/custom-endpoint"
        auth = HuaweiAkSkAuth(cloud.access_key, cloud.secret_key, clock=self.clock)
        answer = self.http.request(method, f"{root}/{path}", json=body, auth=auth)
        assert answer.headers["X-Request-Id"]
        if answer.status_code == 204:
            assert (answer.content, method in ("PUT", "DELETE")) == (b"", True)
            return answer
        names = {"GET": "ListCustomEndpointsResponse", "POST": "CreateCustomEndpointResponse"}
        schema = names[method] if answer.is_success else "ErrorResponse"
        validator("huawei", schema).validate(answer.json())
        return answer

    def create(self, **changes: Any) -> str:
        body = {**BODY, **changes}
        validator("huawei", "CreateCustomEndpointRequest").validate(body)
        answer = self("POST", body=body)
        assert answer.status_code == 200, answer.text
        return answer.json()["id"]

    def listed(self) -> list[dict[str, Any]]:
        page = self("GET").json()
        assert page["items"] == self.cloud.custom_endpoints.items()
        assert (page["total"], page["count"]) == (len(page["items"]), str(len(page["items"])))
        return page["items"]

    def get(self, key: str) -> dict[str, Any]:
        (found,) = [one for one in self.listed() if one["id"] == key]
        return found

    def control(self, key: str, action: object) -> httpx.Response:
        return self("PUT", f"control/{key}", {"action": action})


@pytest.fixture
def call(http: httpx.Client) -> Iterator[Caller]:
    clock = Clock()
    with Simulator(endpoints=12, providers=["huawei"], clock=clock) as simulator:
        yield Caller(http, simulator["huawei"], clock)


def test_from_its_creation_to_its_end(call: Caller) -> None:
    services = call.cloud.fleet
    assert call.listed() == []
    key = call.create(rpm=60, remark="support")
    made = call.get(key)
    assert {name: made[name] for name in made if not name.endswith("id")} == {
        "source": "custom_from_maas",
        "status": "deploying",
        "cbc_status": "normal",
        "endpoint_name": "care-bot",
        "remark": "support",
        "rpm": 60,
        "tpm": None,
        "served_model_name": "deepseek-v3.2",
        "moderation": True,
    }
    for seconds, state in ((1, "running"), (3600, "running")):
        call.clock.pass_by(seconds=seconds)
        assert call.get(key)["status"] == state
    for action, passing, final in (
        ("deactivate", "stopping", "stopped"),
        ("activate", "deploying", "running"),
    ):
        for _ in range(2):  # the second time changes nothing
            assert call.control(key, action).status_code == 204
            assert call.get(key)["status"] == passing
        call.clock.pass_by(seconds=1)
        assert call.get(key)["status"] == final
        assert call.control(key, action).status_code == 204
        assert call.get(key)["status"] == final
    assert call("DELETE", f"endpoint/{key}").status_code == 204
    assert call.listed() == []
    assert call.cloud.fleet == services


def test_the_newest_comes_first(call: Caller) -> None:
    keys = [call.create(endpoint_name=name) for name in ("a", "b", "客服.c_1")]
    assert [one["id"] for one in call.listed()] == keys[::-1]


def test_a_change_of_some_fields(call: Caller) -> None:
    key = call.create(rpm=60)
    before = call.get(key)
    changes = {"tpm": 1000, "remark": "", "moderation": False, "agreement_id": "a-1"}
    for body in (changes, {}, changes):
        assert call("PUT", f"endpoint/{key}", body).status_code == 204
    assert call.get(key) == {**before, "tpm": 1000, "moderation": False}


def test_an_unknown_one(call: Caller) -> None:
    assert huawei_error(call("PUT", "endpoint/none", {"rpm": 1})) == UNKNOWN
    assert huawei_error(call("DELETE", "endpoint/none")) == UNKNOWN
    assert huawei_error(call.control("none", "activate")) == (404, "ModelArts.6291")


def test_a_name_is_used_once_and_for_ever(call: Caller) -> None:
    key, other = call.create(), call.create(endpoint_name="other")
    used = (400, "ModelArts.6271")
    assert huawei_error(call("POST", body=BODY)) == used
    rename = {"endpoint_name": "care-bot"}
    assert huawei_error(call("PUT", f"endpoint/{other}", rename)) == used
    assert call("PUT", f"endpoint/{key}", rename).status_code == 204  # its own
    assert call("PUT", f"endpoint/{key}", {"endpoint_name": "new"}).status_code == 204
    assert huawei_error(call("POST", body={**BODY, "endpoint_name": "new"})) == used
    call("DELETE", f"endpoint/{key}")
    for name in ("care-bot", "new"):
        assert huawei_error(call("POST", body={**BODY, "endpoint_name": name})) == used
    assert [one["id"] for one in call.listed()] == [other]


def test_no_more_than_the_quota(call: Caller) -> None:
    assert call("GET").json()["quantity_limit"] == 30
    call.cloud.custom_endpoints.quantity_limit = 1
    key = call.create()
    more = {**BODY, "endpoint_name": "more"}
    assert huawei_error(call("POST", body=more)) == (400, "ModelArts.6297")
    call("DELETE", f"endpoint/{key}")
    assert call.create(endpoint_name="more")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"source": None}, INVALID),
        ({"source": "system"}, INVALID),
        ({"endpoint_name": ""}, INVALID),
        ({"endpoint_name": 5}, INVALID),
        ({"endpoint_name": "1a"}, (400, "ModelArts.6274")),
        ({"endpoint_name": "a b"}, (400, "ModelArts.6274")),
        ({"endpoint_name": "a" * 65}, (400, "ModelArts.6274")),
        ({"model_name": None}, INVALID),
        ({"model_name": "DeepSeek-V3.2"}, INVALID),
        ({"rpm": 0}, INVALID),
        ({"rpm": 301}, INVALID),
        ({"tpm": True}, INVALID),
        ({"tpm": "5"}, INVALID),
        ({"remark": "a" * 257}, INVALID),
        ({"moderation": "no"}, INVALID),
        ({"moderation": False}, INVALID),
    ],
    ids=str,
)
def test_what_cannot_be_created(
    call: Caller, changes: dict[str, Any], expected: tuple[int, str]
) -> None:
    assert huawei_error(call("POST", body={**BODY, **changes})) == expected
    assert call.listed() == []


@pytest.mark.parametrize("body", [None, [], "a"])
def test_a_body_that_is_no_object(call: Caller, body: object) -> None:
    assert huawei_error(call("POST", body=body)) == INVALID


@pytest.mark.parametrize("action", [None, "", "stop", ["activate"]])
def test_a_wrong_action(call: Caller, action: object) -> None:
    key = call.create()
    assert huawei_error(call.control(key, action)) == INVALID


def test_a_service_behind_it(call: Caller) -> None:
    by_proof = {one["auth_type"]: one["id"] for one in call.cloud.fleet}
    body = {"source": "custom_from_modelarts_v2", "endpoint_name": "ranking"}
    place = {"region": call.cloud.region, "infer_service_id": by_proof["NONE"]}
    wrong = {
        "region": (INVALID, {"region": "cn-north-4"}),
        "no region": (INVALID, {"region": None}),
        "service": (INVALID, {"infer_service_id": "none"}),
        "proof": ((400, "ModelArts.6613"), {"infer_service_id": by_proof["TOKEN"]}),
    }
    for expected, changes in wrong.values():
        assert huawei_error(call("POST", body={**body, **place, **changes})) == expected
    answer = call("POST", body={**body, **place})
    found = call.get(answer.json()["id"])
    assert (found["served_model_name"], found["resident_model_id"]) == (None, "")
    assert call("PUT", f"endpoint/{found['id']}", {"rpm": 10**6}).status_code == 204


def test_credentials_and_project_come_first(http: httpx.Client, call: Caller) -> None:
    key, cloud = call.create(), call.cloud
    for project, headers in ((cloud.project_id, {}), ("0" * 32, {"X-Auth-Token": cloud.token})):
        root = f"{cloud.base_url}/v1/{project}/maas/services/custom-endpoint"
        for method, path in (("GET", "endpoint"), ("DELETE", f"endpoint/{key}")):
            answer = http.request(method, f"{root}/{path}", headers=headers)
            assert huawei_error(answer) == (401, "APIG.0301")
    assert call.get(key)


def test_another_method_is_another_api(call: Caller) -> None:
    key = call.create()
    for method, path in (
        ("GET", f"endpoint/{key}"),
        ("POST", f"control/{key}"),
        ("PUT", "endpoint"),
    ):
        assert huawei_error(call(method, path, {})) == (404, "APIG.0101")


def test_a_new_start_is_empty(http: httpx.Client) -> None:
    clock = Clock()
    simulator = Simulator(endpoints=1, providers=["huawei"], clock=clock)
    for _ in range(2):
        with simulator:
            cloud = simulator["huawei"]
            Caller(http, cloud, clock).create()
            assert len(cloud.custom_endpoints.items()) == 1
