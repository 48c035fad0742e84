"""Pools that give each request a connection of its own at once.

httpcore's own pool counts a connection as available until its request starts. Of requests that
begin together, it gives most the same connection, and all but one of these try again; and it
compares each idle connection with all others. With eight requests at a time, that took as long as
all else that a short call needs. The connections are httpcore's.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import anyio
import httpcore

from .connections import within_deadline

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_One = TypeVar("_One", httpcore.ConnectionInterface, httpcore.AsyncConnectionInterface)


class _Connections(Generic[_One]):
    """Which connections there are, and which of them are idle.

    Args:
        create: Makes a connection to an origin, which opens with its first request.
        most: Connections that may exist at once; None for any number.
        most_idle: Those of them that may stay open with nothing to do.
    """

    def __init__(
        self, create: Callable[[httpcore.Origin], _One], most: int | None, most_idle: int
    ) -> None:
        self._create = create
        self._most = most
        self._most_idle = most_idle
        self._lock = threading.Lock()
        self._all: set[_One] = set()
        self._idle: list[_One] = []  # the one used last comes last

    def take(self, origin: httpcore.Origin) -> tuple[_One, list[_One]]:
        """Return a connection, and those that are to be closed.

        The caller sees to it that not too many are taken.
        """
        closing: list[_One] = []
        with self._lock:
            for one in reversed(self._idle):
                if one.can_handle_request(origin):
                    self._idle.remove(one)
                    if not one.has_expired():
                        return one, closing
                    self._all.discard(one)
                    closing.append(one)
            if self._idle and len(self._all) == self._most:
                unused = self._idle.pop(0)
                self._all.discard(unused)
                closing.append(unused)
            made = self._create(origin)
            self._all.add(made)
        return made, closing

    def give_back(self, one: _One) -> list[_One]:
        """Keep a connection for a later request, and return those that are to be closed.

        One is kept only after a complete answer: a request that is cancelled can leave it in any
        state.
        """
        closing: list[_One] = []
        with self._lock:
            if one in self._all and one.is_idle():
                self._idle.append(one)
            else:
                self._all.discard(one)
                closing.append(one)
            while self._idle and (len(self._idle) > self._most_idle or self._idle[0].has_expired()):
                oldest = self._idle.pop(0)
                self._all.discard(oldest)
                closing.append(oldest)
        return closing

    def clear(self) -> list[_One]:
        """Forget all, and return them to be closed."""
        with self._lock:
            found = list(self._all)
            self._all, self._idle = set(), []
        return found


class SyncPool:
    """Connections of synchronous calls.

    Args:
        create: Makes a connection to an origin, which opens with its first request.
        most: Connections that may be open at once; None for any number.
        most_idle: Those of them that may stay open with nothing to do.
    """

    def __init__(
        self,
        create: Callable[[httpcore.Origin], httpcore.ConnectionInterface],
        *,
        most: int | None,
        most_idle: int,
    ) -> None:
        self._connections = _Connections(create, most, most_idle)
        self._free = None if most is None else threading.Semaphore(most)

    def send(self, request: httpcore.Request) -> tuple[httpcore.Response, Callable[[], None]]:
        """Send a request; return its answer, and what is to be called after its body.

        Raises:
            httpcore.PoolTimeout: No connection became free in time.
        """
        seconds = within_deadline(_timeout(request), httpcore.PoolTimeout)
        if self._free is not None and not self._free.acquire(timeout=seconds):
            raise httpcore.PoolTimeout
        connection, closing = self._connections.take(request.url.origin)
        try:
            _close(closing)
            answer = connection.handle_request(request)
        except BaseException:
            self._give_back(connection)
            raise
        return answer, lambda: self._give_back(connection)

    def close(self) -> None:
        """Close all connections."""
        _close(self._connections.clear())

    def _give_back(self, connection: httpcore.ConnectionInterface) -> None:
        closing = self._connections.give_back(connection)
        if self._free is not None:
            self._free.release()
        _close(closing)


class AsyncPool:
    """Connections of asynchronous calls; see ``SyncPool``."""

    def __init__(
        self,
        create: Callable[[httpcore.Origin], httpcore.AsyncConnectionInterface],
        *,
        most: int | None,
        most_idle: int,
    ) -> None:
        self._connections = _Connections(create, most, most_idle)
        self._free = None if most is None else anyio.Semaphore(most)

    async def send(
        self, request: httpcore.Request
    ) -> tuple[httpcore.Response, Callable[[], Awaitable[None]]]:
        """Send a request; return its answer, and what is to be awaited after its body.

        Raises:
            httpcore.PoolTimeout: No connection became free in time.
        """
        if self._free is not None:
            await _acquire(self._free, _timeout(request))
        connection, closing = self._connections.take(request.url.origin)
        try:
            await _aclose(closing)
            answer = await connection.handle_async_request(request)
        except BaseException:
            await self._give_back(connection)
            raise
        return answer, lambda: self._give_back(connection)

    async def aclose(self) -> None:
        """Close all connections."""
        await _aclose(self._connections.clear())

    async def _give_back(self, connection: httpcore.AsyncConnectionInterface) -> None:
        closing = self._connections.give_back(connection)
        if self._free is not None:
            self._free.release()
        await _aclose(closing)


def _timeout(request: httpcore.Request) -> float | None:
    return cast("Any", request).extensions.get("timeout", {}).get("pool")


async def _acquire(free: anyio.Semaphore, seconds: float | None) -> None:
    try:
        free.acquire_nowait()
    except anyio.WouldBlock:
        try:
            with anyio.fail_after(seconds):
                await free.acquire()
        except TimeoutError:
            raise httpcore.PoolTimeout from None


def _close(connections: list[httpcore.ConnectionInterface]) -> None:
    for one in connections:
        one.close()


async def _aclose(connections: list[httpcore.AsyncConnectionInterface]) -> None:
    if connections:
        with anyio.CancelScope(shield=True):  # also where the request was cancelled
            for one in connections:
                await one.aclose()
