from typing import Any

import httpx
import pytest
from endpoint_roster_sim import Simulator, TogetherCloud

from .calls import ask_together, bearer


@pytest.fixture
def cloud(simulator: Simulator) -> TogetherCloud:
    return simulator["together"]


def ids(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["data"]]


def test_one_answer_is_the_fleet(http: httpx.Client, cloud: TogetherCloud) -> None:
    answer = ask_together(http, cloud)
    assert answer.json() == {"object": "list", "data": cloud.fleet}
    assert answer.headers["Content-Type"] == "application/json"
    assert len(set(ids(answer))) == 36


@pytest.mark.parametrize("wanted", ["dedicated", "serverless"])
def test_type(http: httpx.Client, cloud: TogetherCloud, wanted: str) -> None:
    expected = [item["id"] for item in cloud.fleet if item["type"] == wanted]
    assert 0 < len(expected) < 36
    assert ids(ask_together(http, cloud, {"type": wanted})) == expected


def test_usage_types_divide_the_dedicated_endpoints(
    http: httpx.Client, cloud: TogetherCloud
) -> None:
    on_demand = set(ids(ask_together(http, cloud, {"usage_type": "on-demand"})))
    reserved = set(ids(ask_together(http, cloud, {"usage_type": "reserved"})))
    assert on_demand
    assert reserved
    assert not on_demand & reserved
    assert on_demand | reserved == set(ids(ask_together(http, cloud, {"type": "dedicated"})))


@pytest.mark.parametrize("true", ["true", "True"])
def test_mine(http: httpx.Client, cloud: TogetherCloud, true: str) -> None:
    expected = [item["id"] for item in cloud.fleet if item["owner"] == "acme-labs"]
    assert 0 < len(expected) < 36
    assert ids(ask_together(http, cloud, {"mine": true})) == expected


@pytest.mark.parametrize("false", ["false", "False"])
def test_not_only_mine(http: httpx.Client, cloud: TogetherCloud, false: str) -> None:
    assert len(ids(ask_together(http, cloud, {"mine": false}))) == 36


def test_filters_add_up(http: httpx.Client, cloud: TogetherCloud) -> None:
    answer = ask_together(http, cloud, {"mine": "true", "type": "serverless"})
    assert ids(answer) == []
    assert answer.json() == {"object": "list", "data": []}


@pytest.mark.parametrize(
    ("name", "value"),
    [("type", "burst"), ("type", ""), ("usage_type", "on_demand"), ("mine", "yes"), ("mine", "1")],
)
def test_bad_parameter(http: httpx.Client, cloud: TogetherCloud, name: str, value: str) -> None:
    answer = ask_together(http, cloud, {name: value})
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert error.keys() == {"message", "type", "param", "code"}
    assert (error["type"], error["param"], error["code"]) == ("invalid_request_error", name, None)


@pytest.mark.parametrize(
    "headers",
    [{}, bearer("wrong"), bearer(""), bearer("schlüssel"), {"Authorization": "Basic YTpi"}],
    ids=["none", "wrong", "empty", "not-ascii", "basic"],
)
def test_bad_key(http: httpx.Client, cloud: TogetherCloud, headers: dict[str, str]) -> None:
    encoded = {name.encode(): value.encode() for name, value in headers.items()}
    answer = http.get(f"{cloud.base_url}/endpoints", headers=encoded)
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "invalid_api_key"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/models", 404),
        ("GET", "/endpoints/", 404),
        ("PUT", "/endpoints", 405),
        ("DELETE", "/endpoints", 405),
    ],
)
def test_no_such_route(
    http: httpx.Client, cloud: TogetherCloud, method: str, path: str, status: int
) -> None:
    answer = http.request(method, cloud.base_url + path, headers=bearer(cloud.api_key))
    assert answer.status_code == status
    assert answer.json()["error"]["type"] == "invalid_request_error"
    assert ("Allow" in answer.headers) == (status == 405)


def test_fleet_is_varied(cloud: TogetherCloud) -> None:
    dedicated: list[dict[str, Any]] = [one for one in cloud.fleet if one["type"] == "dedicated"]
    known = {"PENDING", "STARTING", "STARTED", "STOPPING", "STOPPED", "ERROR"}
    states = {one["state"] for one in dedicated}
    assert known <= states
    assert states - known  # and words that are in no list
