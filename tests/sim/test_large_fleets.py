"""A fleet of 100,000 endpoints is served as well as one of 36."""

import re

import httpx
import pytest
from endpoint_roster_sim import Simulator

from .calls import ask_ark, ask_ppio, ask_together, bearer, services_url

pytestmark = pytest.mark.slow
LARGE = 100_000


def test_large_volcengine(http: httpx.Client) -> None:
    with Simulator(LARGE, providers=["volcengine"]) as simulator:
        cloud = simulator["volcengine"]
        pages = [
            ask_ark(http, cloud, {"PageSize": 100, "PageNumber": number}).json()["Result"]
            for number in (1, 500, 1000, 1001)
        ]
    assert [page["TotalCount"] for page in pages] == [LARGE] * 4
    ids = {item["Id"] for page in pages for item in page.get("Items", [])}
    assert len(ids) == 300
    assert "Items" not in pages[-1]


def test_large_ppio(http: httpx.Client) -> None:
    with Simulator(LARGE, providers=["ppio"]) as simulator:
        cloud = simulator["ppio"]
        first = ask_ppio(http, cloud, {"limit": LARGE - 5}).content
        assert first.count(b'"owner_id"') == LARGE - 5
        cursor = re.search(rb'"next_cursor":"([^"]+)"', first)
        assert cursor is not None
        rest = ask_ppio(http, cloud, {"cursor": cursor[1].decode()}).json()
    assert len(rest["data"]) == 5
    assert rest["has_more"] is False


def test_large_together(http: httpx.Client) -> None:
    with Simulator(LARGE, providers=["together"]) as simulator:
        answer = ask_together(http, simulator["together"])
    assert len({item["id"] for item in answer.json()["data"]}) == LARGE


def test_large_openrouter(http: httpx.Client) -> None:
    with Simulator(LARGE, providers=["openrouter"]) as simulator:
        cloud = simulator["openrouter"]
        key = bearer(cloud.api_key)
        count = 0
        for model in cloud.models:
            content = http.get(f"{cloud.base_url}/models/{model}/endpoints", headers=key).content
            count += content.count(b'"tag"')
    assert len(cloud.models) < 20
    assert count == LARGE


def test_large_huawei(http: httpx.Client) -> None:
    with Simulator(LARGE, providers=["huawei"]) as simulator:
        cloud = simulator["huawei"]
        answer = http.get(services_url(cloud), headers={"X-Auth-Token": cloud.token})
    assert answer.json()["total"] == LARGE
    assert answer.content.count(b'"id"') == LARGE
