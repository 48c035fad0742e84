import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from endpoint_roster_core.auth import HuaweiAkSkAuth, HuaweiPasswordAuth
from endpoint_roster_sim import HuaweiCloud, Simulator

from .calls import NOW, Clock, huawei_error, services_url

UNAUTHORIZED = (401, "APIG.0301")
INVALID = (400, "ModelArts.0104")


@pytest.fixture
def cloud(timed: Simulator, clock: Clock) -> HuaweiCloud:
    return timed["huawei"]


@pytest.fixture
def own_cloud(clock: Clock) -> Iterator[HuaweiCloud]:
    """A cloud whose tokens a test may revoke."""
    with Simulator(providers=["huawei"], clock=clock) as simulator:
        yield simulator["huawei"]


def ask(
    http: httpx.Client, cloud: HuaweiCloud, params: dict[str, str] | None = None, **place: str
) -> httpx.Response:
    headers = {"X-Auth-Token": cloud.token}
    return http.get(services_url(cloud, **place), params=params, headers=headers)


def signed(cloud: HuaweiCloud, clock: Clock, **changes: Any) -> HuaweiAkSkAuth:
    arguments: dict[str, Any] = {
        "access_key": cloud.access_key,
        "secret_key": cloud.secret_key,
        "clock": clock,
        **changes,
    }
    return HuaweiAkSkAuth(**arguments)


# The list


def test_one_answer_is_the_fleet(http: httpx.Client, cloud: HuaweiCloud) -> None:
    answer = ask(http, cloud)
    assert answer.json() == {"data": cloud.fleet, "pages": 1, "total": 36}
    assert len({item["id"] for item in cloud.fleet}) == 36
    assert answer.headers["X-Request-Id"]


def test_workspaces(http: httpx.Client, cloud: HuaweiCloud) -> None:
    default = ask(http, cloud, {"workspace_id": "0"}).json()
    assert default["data"] == cloud.fleet
    other = ask(http, cloud, {"workspace_id": cloud.other_workspace}).json()
    assert other["data"] == cloud.services(cloud.other_workspace)
    assert other["total"] == 6
    assert not {one["id"] for one in other["data"]} & {one["id"] for one in default["data"]}


@pytest.mark.parametrize("workspace", ["a" * 32, "0" * 32])
def test_empty_workspace(http: httpx.Client, cloud: HuaweiCloud, workspace: str) -> None:
    answer = ask(http, cloud, {"workspace_id": workspace})
    assert answer.json() == {"data": [], "pages": 0, "total": 0}


def test_other_regions_are_empty(http: httpx.Client, cloud: HuaweiCloud) -> None:
    assert ask(http, cloud, region="cn-north-4").json()["total"] == 0


@pytest.mark.parametrize(
    ("params", "place", "expected"),
    [
        ({"workspace_id": "1"}, {}, INVALID),
        ({"workspace_id": "A" * 32}, {}, INVALID),
        ({"workspace_id": "a" * 33}, {}, INVALID),
        ({}, {"region": "here"}, INVALID),
        ({}, {"region": "CN-SOUTHWEST-2"}, INVALID),
        ({}, {"project": "p1"}, INVALID),
        ({}, {"project": "0" * 32}, UNAUTHORIZED),
    ],
)
def test_bad_parameter(
    http: httpx.Client,
    cloud: HuaweiCloud,
    params: dict[str, str],
    place: dict[str, str],
    expected: tuple[int, str],
) -> None:
    assert huawei_error(ask(http, cloud, params, **place)) == expected


@pytest.mark.parametrize(("method", "path"), [("GET", "/v1"), ("DELETE", "/v3/auth/tokens")])
def test_no_such_api(http: httpx.Client, cloud: HuaweiCloud, method: str, path: str) -> None:
    answer = http.request(method, cloud.base_url + path)
    assert huawei_error(answer) == (404, "APIG.0101")
    answer = http.post(services_url(cloud), headers={"X-Auth-Token": cloud.token})
    assert huawei_error(answer) == (404, "APIG.0101")


def test_fleet_is_varied(cloud: HuaweiCloud) -> None:
    fleet = cloud.fleet
    statuses = {one["status"] for one in fleet}
    assert {"RUNNING", "STOPPED", "CONCERNING", "INTERRUPTING", "HIBERNATING"} <= statuses
    assert any("description" not in one for one in fleet)
    assert any(one.get("description", "") is None for one in fleet)
    for one in fleet:
        assert type(one["version_count"]) is int
        assert 10**12 < one["create_at"] <= one["update_at"] < NOW.timestamp() * 1000


# Signatures


def test_signature(http: httpx.Client, cloud: HuaweiCloud, clock: Clock) -> None:
    for project in (None, cloud.project_id):
        auth = signed(cloud, clock, project_id=project)
        answer = http.get(services_url(cloud), params={"workspace_id": "0"}, auth=auth)
        assert answer.json()["total"] == 36


def test_signature_over_more_headers(http: httpx.Client, cloud: HuaweiCloud, clock: Clock) -> None:
    headers = {"Content-Type": "application/json", "X-Language": "en-us"}
    answer = http.get(services_url(cloud), headers=headers, auth=signed(cloud, clock))
    assert answer.status_code == 200
    assert "content-type;host;x-language;x-sdk-date" in answer.request.headers["Authorization"]


@pytest.mark.parametrize(
    "changes",
    [
        {"secret_key": "wrong"},
        {"access_key": "OTHER"},
        {"security_token": "too-much"},
        {"project_id": "0" * 32},
    ],
    ids=["secret", "key", "token", "project"],
)
def test_wrong_credentials(
    http: httpx.Client, cloud: HuaweiCloud, clock: Clock, changes: dict[str, str]
) -> None:
    auth = signed(cloud, clock, **changes)
    assert huawei_error(http.get(services_url(cloud), auth=auth)) == UNAUTHORIZED


def test_changed_after_signing(http: httpx.Client, cloud: HuaweiCloud, clock: Clock) -> None:
    request = http.get(services_url(cloud), auth=signed(cloud, clock)).request
    assert http.send(request).status_code == 200
    request.url = request.url.copy_merge_params({"workspace_id": "0"})
    assert huawei_error(http.send(request)) == UNAUTHORIZED


@pytest.mark.parametrize("header", ["Bearer x", "SDK-HMAC-SHA256 Access=a", ""])
def test_malformed_authorization(http: httpx.Client, cloud: HuaweiCloud, header: str) -> None:
    answer = http.get(services_url(cloud), headers={"Authorization": header})
    assert huawei_error(answer) == UNAUTHORIZED


@pytest.mark.parametrize("missing", ["host", "x-sdk-date"])
def test_headers_that_must_be_signed(
    http: httpx.Client, cloud: HuaweiCloud, clock: Clock, missing: str
) -> None:
    request = http.get(services_url(cloud), auth=signed(cloud, clock)).request
    header = request.headers["Authorization"]
    names = header.partition("SignedHeaders=")[2].partition(",")[0].split(";")
    fewer = ";".join(name for name in names if name != missing)
    request.headers["Authorization"] = header.replace(";".join(names), fewer)
    answer = http.send(request)
    assert huawei_error(answer) == UNAUTHORIZED
    assert "must be signed" in answer.json()["error_msg"]


@pytest.mark.parametrize(("minutes", "good"), [(15, True), (-15, True), (16, False), (-16, False)])
def test_clock_window(http: httpx.Client, cloud: HuaweiCloud, minutes: int, good: bool) -> None:
    theirs = Clock()
    theirs.pass_by(minutes=minutes)
    answer = http.get(services_url(cloud), auth=signed(cloud, theirs))
    if good:
        assert answer.status_code == 200
    else:
        assert huawei_error(answer) == UNAUTHORIZED


def test_temporary_credentials(http: httpx.Client, cloud: HuaweiCloud, clock: Clock) -> None:
    given = cloud.temporary_credentials
    keys = {"access_key": given.access_key, "secret_key": given.secret_key}
    auth = signed(cloud, clock, **keys, security_token=given.session_token)
    assert http.get(services_url(cloud), auth=auth).status_code == 200
    for token in (None, "other"):
        auth = signed(cloud, clock, **keys, security_token=token)
        assert huawei_error(http.get(services_url(cloud), auth=auth)) == UNAUTHORIZED


# Tokens


def login(cloud: HuaweiCloud, **changes: str) -> dict[str, Any]:
    user = {
        "name": changes.get("username", cloud.username),
        "password": changes.get("password", cloud.password),
        "domain": {"name": changes.get("domain", cloud.domain)},
    }
    return {
        "auth": {
            "identity": {"methods": ["password"], "password": {"user": user}},
            "scope": {"project": {"name": changes.get("project", cloud.region)}},
        }
    }


def test_token_of_the_identity_service(
    http: httpx.Client, cloud: HuaweiCloud, clock: Clock
) -> None:
    answer = http.post(f"{cloud.iam_url}/v3/auth/tokens", json=login(cloud))
    assert answer.status_code == 201
    token = answer.headers["X-Subject-Token"]
    details = answer.json()["token"]
    assert details["issued_at"] == "2026-03-04T05:06:07.000000Z"
    assert details["expires_at"] == "2026-03-05T05:06:07.000000Z"
    assert details["project"]["id"] == cloud.project_id
    assert details["catalog"]
    assert token not in answer.text
    use = {"X-Auth-Token": token}
    assert http.get(services_url(cloud), headers=use).json()["total"] == 36
    clock.pass_by(hours=24, seconds=-1)
    assert http.get(services_url(cloud), headers=use).status_code == 200
    clock.pass_by(seconds=1)
    assert huawei_error(http.get(services_url(cloud), headers=use)) == UNAUTHORIZED


def test_catalogue_can_be_left_out(http: httpx.Client, cloud: HuaweiCloud) -> None:
    url = f"{cloud.iam_url}/v3/auth/tokens?nocatalog=true"
    answer = http.post(url, json=login(cloud))
    assert answer.status_code == 201
    assert "catalog" not in answer.json()["token"]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"password": "wrong"}, 401),
        ({"password": "\ud800"}, 401),
        ({"username": "nobody"}, 401),
        ({"domain": "other"}, 401),
        ({"project": "cn-north-4"}, 401),
        ({"password": ""}, 400),
    ],
)
def test_refused_login(
    http: httpx.Client, cloud: HuaweiCloud, changes: dict[str, str], status: int
) -> None:
    body = json.dumps(login(cloud, **changes))
    answer = http.post(f"{cloud.iam_url}/v3/auth/tokens", content=body)
    assert answer.status_code == status
    error = answer.json()["error"]
    assert error.keys() == {"code", "message", "title"}
    assert error["code"] == status
    assert "X-Subject-Token" not in answer.headers


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"auth": {"identity": []}}',
        b'{"auth": {"identity": {"methods": ["token"], "password": {"user": {}}}}}',
    ],
)
def test_malformed_login(http: httpx.Client, cloud: HuaweiCloud, body: bytes) -> None:
    answer = http.post(f"{cloud.iam_url}/v3/auth/tokens", content=body)
    assert answer.status_code == 400
    assert answer.json()["error"]["title"] == "Bad Request"


def test_wrong_or_missing_token(http: httpx.Client, cloud: HuaweiCloud) -> None:
    for headers in ({}, {"X-Auth-Token": "wrong"}, {"X-Auth-Token": ""}):
        answer = http.get(services_url(cloud), headers=headers)
        assert huawei_error(answer) == UNAUTHORIZED


def test_ready_token_expires(http: httpx.Client, own_cloud: HuaweiCloud, clock: Clock) -> None:
    assert ask(http, own_cloud).status_code == 200
    clock.pass_by(hours=24)
    assert huawei_error(ask(http, own_cloud)) == UNAUTHORIZED


def test_one_token_is_revoked(http: httpx.Client, own_cloud: HuaweiCloud) -> None:
    answer = http.post(f"{own_cloud.iam_url}/v3/auth/tokens", json=login(own_cloud))
    own_cloud.revoke(answer.headers["X-Subject-Token"])
    use = {"X-Auth-Token": answer.headers["X-Subject-Token"]}
    assert huawei_error(http.get(services_url(own_cloud), headers=use)) == UNAUTHORIZED
    assert ask(http, own_cloud).status_code == 200


def test_revoked_token_is_fetched_anew(
    http: httpx.Client, own_cloud: HuaweiCloud, clock: Clock
) -> None:
    auth = HuaweiPasswordAuth(
        own_cloud.username,
        own_cloud.password,
        own_cloud.domain,
        project=own_cloud.region,
        iam_url=own_cloud.iam_url,
        clock=clock,
    )
    assert http.get(services_url(own_cloud), auth=auth).status_code == 200
    own_cloud.revoke()
    assert http.get(services_url(own_cloud), auth=auth).status_code == 200
    assert [one.status for one in own_cloud.requests] == [201, 200, 401, 201, 200]
