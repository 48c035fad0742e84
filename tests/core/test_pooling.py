"""Pools: each request gets a connection of its own at once, within the limits."""

from __future__ import annotations

import asyncio
from typing import Any

import httpcore
import pytest
from endpoint_roster_core.pooling import AsyncPool, SyncPool

URL = "http://pool.example/"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


def request(url: str = URL, **timeout: float | None) -> httpcore.Request:
    headers = [("Host", "pool.example")]
    return httpcore.Request("GET", url, headers=headers, extensions={"timeout": timeout})


class Stream(httpcore.AsyncNetworkStream):
    """A connection to a server that answers each request, not at once."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._answers: list[bytes] = []
        self.is_readable = False

    async def read(self, *_: object, **__: object) -> bytes:
        await asyncio.sleep(0)
        return self._answers.pop()

    async def write(self, buffer: bytes, *_: object, **__: object) -> None:
        if buffer.startswith(b"GET "):
            self._answers.append(ANSWER)

    async def aclose(self) -> None:
        self._backend.open.discard(self)

    def get_extra_info(self, info: str) -> Any:
        return self.is_readable if info == "is_readable" else None


class Backend(httpcore.AsyncNetworkBackend):
    """Opens such connections, as soon as it may."""

    def __init__(self) -> None:
        self.may_open = asyncio.Event()
        self.may_open.set()
        self.open: set[Stream] = set()
        self.opened: list[str] = []

    async def connect_tcp(self, host: str, *_: object, **__: object) -> Stream:
        await self.may_open.wait()
        self.opened.append(host)
        self.open.add(stream := Stream(self))
        return stream


class Pool:
    """A pool of such connections."""

    def __init__(
        self, *, most: int | None = None, most_idle: int = 20, longest_idle: float | None = None
    ) -> None:
        self.backend = Backend()
        made = httpcore.AsyncConnectionPool(
            keepalive_expiry=longest_idle, network_backend=self.backend
        )
        self.pool = AsyncPool(made.create_connection, most=most, most_idle=most_idle)

    async def get(self, url: str = URL, seconds: float | None = None) -> int:
        response, give_back = await self.pool.send(request(url, pool=seconds))
        try:
            await response.aread()
        finally:
            try:
                await response.aclose()
            finally:
                await give_back()
        return response.status

    async def get_together(self, count: int) -> None:
        async with asyncio.TaskGroup() as group:
            got = [group.create_task(self.get()) for _ in range(count)]
        assert [one.result() for one in got] == [200] * count


async def test_requests_that_begin_together_have_a_connection_each_and_share_them_later() -> None:
    pool = Pool()
    for _ in range(3):
        await pool.get_together(8)
    assert len(pool.backend.opened) == 8


async def test_requests_wait_where_all_connections_are_taken() -> None:
    pool = Pool(most=2)
    await pool.get_together(7)
    assert len(pool.backend.opened) == 2


async def test_a_request_that_waits_too_long_for_a_connection_fails() -> None:
    pool = Pool(most=1)
    response, give_back = await pool.pool.send(request())
    with pytest.raises(httpcore.PoolTimeout):
        await pool.get(seconds=0.001)
    await response.aclose()
    await give_back()
    assert await pool.get(seconds=0.001) == 200


async def test_of_connections_with_nothing_to_do_only_some_stay_open() -> None:
    pool = Pool(most_idle=3)
    await pool.get_together(8)
    assert len(pool.backend.open) == 3


async def test_connections_are_closed_that_had_nothing_to_do_for_too_long() -> None:
    pool = Pool(longest_idle=-1)
    await pool.get_together(8)
    assert not pool.backend.open


async def test_a_connection_that_the_server_closed_is_not_used_again() -> None:
    pool = Pool()
    await pool.get()
    (stream,) = pool.backend.open
    stream.is_readable = True
    await pool.get()
    assert (len(pool.backend.opened), len(pool.backend.open)) == (2, 1)


async def test_an_idle_connection_makes_room_for_one_to_another_host() -> None:
    pool = Pool(most=1)
    await pool.get()
    await pool.get("http://other.example/")
    assert pool.backend.opened == ["pool.example", "other.example"]
    assert len(pool.backend.open) == 1


@pytest.mark.parametrize("steps", range(1, 30))
async def test_a_request_that_is_cancelled_leaves_no_connection_taken(steps: int) -> None:
    """Wherever it was: httpcore forgets the connection of some steps, and counts it as in use."""
    pool = Pool(most=1)
    for _ in range(2):
        task = asyncio.create_task(pool.get())
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert await pool.get(seconds=0.001) == 200
    assert len(pool.backend.open) == 1


async def test_requests_that_are_cancelled_while_a_connection_opens_leave_none() -> None:
    pool = Pool(most=1)
    pool.backend.may_open.clear()
    waiting = [asyncio.create_task(pool.get()) for _ in range(2)]
    await asyncio.sleep(0)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    pool.backend.may_open.set()
    await pool.get_together(2)
    assert len(pool.backend.open) == 1


async def test_closing_ends_all_connections() -> None:
    pool = Pool()
    await pool.get_together(8)
    response, give_back = await pool.pool.send(request())
    await pool.pool.aclose()
    assert not pool.backend.open
    await response.aclose()
    await give_back()
    assert not pool.backend.open


def test_synchronous_calls_use_a_connection_again() -> None:
    backend = httpcore.MockBackend([ANSWER, ANSWER])
    made = httpcore.ConnectionPool(network_backend=backend)
    origins: list[httpcore.Origin] = []

    def create(origin: httpcore.Origin) -> httpcore.ConnectionInterface:
        origins.append(origin)
        return made.create_connection(origin)

    pool = SyncPool(create, most=1, most_idle=1)
    for _ in range(2):
        response, give_back = pool.send(request())
        assert (response.status, response.read()) == (200, b"{}")
        response.close()
        give_back()
    assert len(origins) == 1
    pool.close()
