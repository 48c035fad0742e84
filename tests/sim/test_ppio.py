import httpx
import pytest
from endpoint_roster_sim import PpioCloud, Simulator

from .calls import ask_ppio, bearer, ppio_pages


@pytest.fixture
def cloud(simulator: Simulator) -> PpioCloud:
    return simulator["ppio"]


@pytest.mark.parametrize(("limit", "pages"), [(1, 36), (5, 8), (10, 4), (36, 1), (500, 1)])
def test_pages_are_the_fleet_once(
    http: httpx.Client, cloud: PpioCloud, limit: int, pages: int
) -> None:
    seen = list(ppio_pages(http, cloud, {"limit": limit}))
    assert len(seen) == pages
    assert [item for page in seen for item in page["data"]] == cloud.fleet
    assert all(len(page["data"]) == limit for page in seen[:-1])


@pytest.mark.parametrize("params", [{}, {"limit": 0}])
def test_default_limit(http: httpx.Client, cloud: PpioCloud, params: dict[str, int]) -> None:
    assert len(ask_ppio(http, cloud, params).json()["data"]) == 10


def test_limit_may_change_on_the_way(http: httpx.Client, cloud: PpioCloud) -> None:
    first = ask_ppio(http, cloud, {"limit": 3}).json()
    second = ask_ppio(http, cloud, {"limit": 40, "cursor": first["next_cursor"]}).json()
    assert first["data"] + second["data"] == cloud.fleet


@pytest.mark.parametrize("keyword", ["CHAT", "翻译", "prod", "ep-", "no such thing"])
def test_keyword(http: httpx.Client, cloud: PpioCloud, keyword: str) -> None:
    expected = [
        item
        for item in cloud.fleet
        if any(keyword.lower() in item[name].lower() for name in ("id", "name", "app_name"))
    ]
    pages = ppio_pages(http, cloud, {"limit": 4, "keyword": keyword})
    assert [item for page in pages for item in page["data"]] == expected


@pytest.mark.parametrize("count", [1, 2, 4])
def test_member_ids(http: httpx.Client, cloud: PpioCloud, count: int) -> None:
    members = sorted({item["member_id"] for item in cloud.fleet})[:count]
    expected = [item for item in cloud.fleet if item["member_id"] in members]
    assert len(expected) >= count
    pages = ppio_pages(http, cloud, {"limit": 5, "member_ids": ", ".join([*members, "nobody"])})
    assert [item for page in pages for item in page["data"]] == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "-1"),
        ("limit", "ten"),
        ("limit", "1.5"),
        ("limit", ""),
        ("limit", "٣"),
        ("limit", "9" * 5000),
        ("cursor", "x" * 1025),
        ("cursor", "x" * 1024),
        ("cursor", "bmV4dA=="),
        ("cursor", "página"),
        ("cursor", "%"),
    ],
)
def test_bad_parameter(http: httpx.Client, cloud: PpioCloud, name: str, value: str) -> None:
    answer = ask_ppio(http, cloud, {name: value})
    assert answer.status_code == 400
    assert answer.json().keys() == {"code", "reason", "message", "metadata"}
    assert answer.json()["code"] == 400
    assert answer.json()["reason"] == "INVALID_REQUEST_PARAMETER"
    assert answer.json()["metadata"] == {"parameter": name}


def test_cursor_is_sealed(http: httpx.Client, cloud: PpioCloud) -> None:
    cursor = ask_ppio(http, cloud, {"limit": 5}).json()["next_cursor"]
    for position in range(len(cursor)):
        other = "A" if cursor[position] != "A" else "B"
        forged = cursor[:position] + other + cursor[position + 1 :]
        assert ask_ppio(http, cloud, {"cursor": forged}).status_code == 400, position


def test_cursor_belongs_to_its_question(http: httpx.Client, cloud: PpioCloud) -> None:
    cursor = ask_ppio(http, cloud, {"limit": 1, "keyword": "ep-"}).json()["next_cursor"]
    assert ask_ppio(http, cloud, {"cursor": cursor, "keyword": "EP-"}).status_code == 200
    assert ask_ppio(http, cloud, {"cursor": cursor}).status_code == 400
    with Simulator(seed=8, providers=["ppio"]) as other:
        answer = ask_ppio(http, other["ppio"], {"cursor": cursor, "keyword": "ep-"})
        assert answer.status_code == 400


@pytest.mark.parametrize(
    "headers", [{}, bearer("wrong"), {"Authorization": "sk"}], ids=["none", "wrong", "malformed"]
)
def test_bad_key(http: httpx.Client, cloud: PpioCloud, headers: dict[str, str]) -> None:
    answer = http.get(f"{cloud.base_url}/gpus/v2/endpoints", headers=headers)
    assert answer.status_code == 401
    assert (answer.json()["code"], answer.json()["reason"]) == (401, "UNAUTHORIZED")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/gpus/v1/endpoints", 404), ("PATCH", "/gpus/v2/endpoints/ep-1", 405)],
)
def test_no_such_route(
    http: httpx.Client, cloud: PpioCloud, method: str, path: str, status: int
) -> None:
    answer = http.request(method, cloud.base_url + path, headers=bearer(cloud.api_key))
    assert answer.status_code == status
    assert answer.json()["code"] == status


def test_fleet_is_varied(cloud: PpioCloud) -> None:
    fleet = cloud.fleet
    states = {item["status"]["status"] for item in fleet}
    assert {"running", "stopped", "pending", "failed", "rebalancing"} <= states
    assert any("health_check" not in item for item in fleet)
    assert any("volumes" not in item for item in fleet)
    assert any(item["workers"] for item in fleet)
    assert not any("type" in item for item in fleet)  # only the other operations send it
