"""Observers see each request, the head and the body of its answer, and how it ended."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_core.observers import Observer
from endpoint_roster_huawei import AsyncHuawei, Huawei
from endpoint_roster_sim import Simulator

if TYPE_CHECKING:
    from collections.abc import Iterator


class Log(Observer):
    def __init__(self) -> None:
        self.seen: list[str] = []

    def begin(self, attempt: int) -> None:
        self.seen.append(f"attempt {attempt}")

    def request(self, request: Any) -> None:
        self.seen.append(f"{request.method} {request.url.path.rpartition('/')[2]}")

    def response(self, response: Any) -> None:
        self.seen.append(f"{response.status_code}")

    def body(self, content: bytes) -> None:
        self.seen.append(f"{content[:8].decode()}")

    def end(self, error: Any) -> None:
        self.seen.append("end" if error is None else "error")


#: A password is exchanged for a token first.
EXPECTED = [
    *("attempt 1", "POST tokens", "201", '{"token"', "GET cn-southwest-2", "200", '{"pages"'),
    "end",
]


@pytest.fixture(scope="module")
def login() -> Iterator[dict[str, str]]:
    with Simulator(endpoints=1, providers=["huawei"]) as simulator:
        cloud: Any = simulator["huawei"]
        about = simulator.describe()["huawei"]
        names = ("base_url", "project_id", "region", "iam_url")
        words = {name: getattr(cloud, name) for name in ("username", "password", "domain")}
        yield {**words, **{name: about[name] for name in names}}


def test_a_synchronous_client(login: dict[str, Any]) -> None:
    log = Log()
    with Huawei(**login) as huawei:
        huawei.observers.append(log)
        assert len(list(huawei.endpoints.list())) == 1
    assert log.seen == EXPECTED


def test_an_asynchronous_client(login: dict[str, Any]) -> None:
    log = Log()

    async def read() -> int:
        async with AsyncHuawei(**login) as huawei:
            huawei.observers.append(log)
            return len([one async for one in huawei.endpoints.list()])

    assert asyncio.run(read()) == 1
    assert log.seen == EXPECTED
