"""Pools: each request gets a connection of its own at once, within the limits."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpcore
import pytest
from endpoint_roster_core.pooling import AsyncPool, SyncPool

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

URL = "http://pool.example/"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class Stream(httpcore.AsyncNetworkStream):
    """A connection to a server that answers each request, not at once."""

    def __init__(self) -> None:
        self._answers: list[bytes] = []

    async def read(self, *_: object, **__: object) -> bytes:
        await asyncio.sleep(0)
        return self._answers.pop()

    async def write(self, buffer: bytes, *_: object, **__: object) -> None:
        if buffer.startswith(b"GET "):
            self._answers.append(ANSWER)

    async def aclose(self) -> None:
        pass

    def get_extra_info(self, info: str) -> Any:
        return False if info == "is_readable" else None


class Backend(httpcore.AsyncNetworkBackend):
    """Opens such connections, as soon as it may."""

    def __init__(self) -> None:
        self.may_open = asyncio.Event()
        self.may_open.set()

    async def connect_tcp(self, *_: object, **__: object) -> Stream:
        await self.may_open.wait()
        return Stream()


class Watched(AsyncPool):
    """Counts how often a request is handed to a connection, and the most connections at once."""

    handed = 0
    most = 0

    def create_connection(self, origin: httpcore.Origin) -> httpcore.AsyncConnectionInterface:
        made = super().create_connection(origin)
        hand: Callable[[httpcore.Request], Awaitable[httpcore.Response]] = made.handle_async_request

        async def handed(request: httpcore.Request) -> httpcore.Response:
            self.handed += 1
            self.most = max(self.most, len(self.connections))
            return await hand(request)

        made.handle_async_request = handed  # pyright: ignore[reportAttributeAccessIssue]
        return made


async def ask(pool: httpcore.AsyncConnectionPool, count: int) -> None:
    async def one() -> None:
        assert (await pool.request("GET", URL)).status == 200

    async with asyncio.TaskGroup() as group:
        for _ in range(count):
            group.create_task(one())


async def test_requests_that_begin_together_have_a_connection_each_at_the_first_try() -> None:
    pool = Watched(network_backend=Backend(), max_connections=None)
    async with pool:
        for _ in range(3):
            await ask(pool, 8)
        assert (pool.handed, pool.most) == (24, 8)


async def test_requests_wait_where_all_connections_are_taken() -> None:
    pool = Watched(network_backend=Backend(), max_connections=2)
    async with pool:
        await ask(pool, 7)
        assert (pool.handed, pool.most) == (7, 2)


async def test_of_connections_with_nothing_to_do_only_some_stay_open() -> None:
    pool = Watched(network_backend=Backend(), max_connections=None, max_keepalive_connections=3)
    async with pool:
        await ask(pool, 8)
        assert len(pool.connections) == 3


async def test_an_idle_connection_makes_room_for_one_to_another_host() -> None:
    pool = Watched(network_backend=Backend(), max_connections=1)
    async with pool:
        await pool.request("GET", URL)
        await pool.request("GET", "http://other.example/")
        assert ["other.example" in repr(one) for one in pool.connections] == [True]


@pytest.mark.parametrize("tries", [1, 3])
async def test_a_request_that_is_cancelled_leaves_no_connection_behind(tries: int) -> None:
    backend = Backend()
    pool = Watched(network_backend=backend, max_connections=1)
    async with pool:
        for _ in range(tries):
            backend.may_open.clear()
            waiting = [asyncio.create_task(pool.request("GET", URL)) for _ in range(2)]
            await asyncio.sleep(0)
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
            backend.may_open.set()
            await ask(pool, 2)
        assert len(pool.connections) == 1


def test_synchronous_calls_use_a_connection_again() -> None:
    answers = httpcore.MockBackend([ANSWER, ANSWER])
    with SyncPool(network_backend=answers) as pool:
        pool.request("GET", URL)
        pool.request("GET", URL)
        assert len(pool.connections) == 1
