"""Huawei Cloud: the official SDK's core and our client, by signature, by token, by password."""

from typing import Any

import pytest
from endpoint_roster_huawei import ApiError, AsyncHuawei, AuthError, Huawei
from endpoint_roster_huawei.operations.list_endpoints import list_endpoints
from endpoint_roster_sim import Simulator

from .compare import without_nulls
from .sdks import RefusedError, huawei_token, list_huawei

Json = dict[str, Any]
Clouds = dict[str, Json]

# The SDK asks for the time in a way that Python has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:datetime.datetime.utc:DeprecationWarning")
WORKSPACES = pytest.mark.parametrize("workspace", [None, "0", "the other one"])


async def our_list(cloud: Json, workspace_id: str | None = None, **credentials: str | None) -> Json:
    """Ask our client, synchronously and asynchronously; signed unless asked otherwise."""
    keys = {name: cloud[name] for name in ("access_key", "secret_key")}
    place = {name: cloud[name] for name in ("base_url", "project_id", "region")}
    options: Json = {**(credentials or keys), **place}
    request = list_endpoints(cloud["project_id"], cloud["region"], workspace_id=workspace_id)
    with Huawei(**options) as client:
        answer = client.call(request)
        # The client knows project and region.
        listed = list(client.endpoints.list(workspace_id=workspace_id))
    async with AsyncHuawei(**options) as client:
        assert answer == await client.call(request)
        pager = client.endpoints.list(workspace_id=workspace_id)
        assert listed == [service async for service in pager]
    assert listed == answer.data
    return answer.to_dict()


def workspace_id(simulator: Simulator, workspace: str | None) -> str | None:
    return simulator["huawei"].other_workspace if workspace == "the other one" else workspace


@WORKSPACES
async def test_signed(simulator: Simulator, clouds: Clouds, workspace: str | None) -> None:
    wanted = workspace_id(simulator, workspace)
    theirs = list_huawei(clouds["huawei"], wanted)
    ours = await our_list(clouds["huawei"], wanted)
    assert without_nulls(ours) == theirs
    # Our client keeps the nulls as well, which the SDK takes for absent fields.
    assert ours["data"] == simulator["huawei"].services(wanted or "0")
    assert ours["data"]
    assert ours["total"] == len(ours["data"])


@WORKSPACES
async def test_with_a_token(simulator: Simulator, clouds: Clouds, workspace: str | None) -> None:
    wanted = workspace_id(simulator, workspace)
    token = clouds["huawei"]["token"]
    theirs = list_huawei(clouds["huawei"], wanted, token=token)
    ours = await our_list(clouds["huawei"], wanted, token=token)
    assert without_nulls(ours) == theirs
    assert ours["data"]


async def test_with_a_security_token(simulator: Simulator, clouds: Clouds) -> None:
    keys = simulator["huawei"].temporary_credentials
    pair = {"access_key": keys.access_key, "secret_key": keys.secret_key}
    cloud = {**clouds["huawei"], **pair}

    theirs = list_huawei(cloud, security_token=keys.session_token)
    ours = await our_list(cloud, session_token=keys.session_token, **pair)
    assert without_nulls(ours) == theirs

    with pytest.raises(RefusedError) as refused:
        list_huawei(cloud, security_token="other")
    with pytest.raises(ApiError) as caught:
        await our_list(cloud, session_token="other", **pair)
    assert (caught.value.status, caught.value.code) == (refused.value.status, refused.value.code)


async def test_with_a_password(simulator: Simulator, clouds: Clouds) -> None:
    huawei = simulator["huawei"]
    user = (huawei.username, huawei.password, huawei.domain)
    token = huawei_token(huawei.iam_url, *user, huawei.region)
    theirs = list_huawei(clouds["huawei"], token=token)
    login = {"username": user[0], "password": user[1], "domain": user[2]}
    ours = await our_list(clouds["huawei"], **login, iam_url=huawei.iam_url)
    assert without_nulls(ours) == theirs
    assert ours["data"] == simulator.fleet("huawei")


async def test_a_region_without_services(clouds: Clouds) -> None:
    elsewhere = {**clouds["huawei"], "region": "ap-southeast-1"}
    ours = await our_list(elsewhere)
    assert ours == list_huawei(elsewhere)
    assert ours == {"data": [], "pages": 0, "total": 0}


@pytest.mark.parametrize(
    ("change", "workspace", "status", "code"),
    [
        ({"secret_key": "wrong"}, None, 401, "APIG.0301"),
        ({"access_key": "HSTAEXAMPLE"}, None, 401, "APIG.0301"),
        ({"project_id": "0" * 32}, None, 401, "APIG.0301"),
        ({}, "no workspace", 400, "ModelArts.0104"),
    ],
)
async def test_refused(
    clouds: Clouds, change: Json, workspace: str | None, status: int, code: str
) -> None:
    cloud = {**clouds["huawei"], **change}
    with pytest.raises(RefusedError) as theirs:
        list_huawei(cloud, workspace)
    with pytest.raises(ApiError) as ours:
        await our_list(cloud, workspace)
    assert (ours.value.status, ours.value.code) == (theirs.value.status, theirs.value.code)
    assert (ours.value.status, ours.value.code) == (status, code)


async def test_a_wrong_token_is_refused(clouds: Clouds) -> None:
    with pytest.raises(RefusedError) as theirs:
        list_huawei(clouds["huawei"], token="wrong")
    with pytest.raises(ApiError) as ours:
        await our_list(clouds["huawei"], token="wrong")
    assert (ours.value.status, ours.value.code) == (theirs.value.status, theirs.value.code)
    assert ours.value.status == 401


async def test_a_wrong_password_is_refused(simulator: Simulator, clouds: Clouds) -> None:
    huawei = simulator["huawei"]
    user = (huawei.username, "wrong-password", huawei.domain)
    with pytest.raises(RefusedError) as theirs:
        huawei_token(huawei.iam_url, *user, huawei.region)
    login = {"username": user[0], "password": user[1], "domain": user[2]}
    with pytest.raises(AuthError) as ours:
        await our_list(clouds["huawei"], **login, iam_url=huawei.iam_url)
    assert (ours.value.status, ours.value.kind) == (theirs.value.status, "auth")
