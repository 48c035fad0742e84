"""Pools that give each request a connection of its own at once.

httpcore's pool counts a connection as available until its request has begun. Of requests that begin
together, it gives most the same connection, and all but one of these try again; and it compares
each idle connection with all others. With eight requests at a time, that took as long as all else
that a short call needs. So each connection here is a pool of httpcore's with a limit of one: it
opens the connection, sees when the server has closed it, and opens the next.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast

import anyio
import httpcore

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

#: Seconds that a connection stays open with nothing to do.
LONGEST_IDLE: Final = 5.0

_One = TypeVar("_One", httpcore.ConnectionPool, httpcore.AsyncConnectionPool)


class _Slot(Generic[_One]):
    """A pool of one connection, and what it was used for last."""

    def __init__(self, pool: _One) -> None:
        self.pool = pool
        self.origin: tuple[bytes, bytes, int | None] | None = None
        self.idle_since = 0.0


class _Slots(Generic[_One]):
    """Which connections are taken, and which are idle.

    Args:
        make: Makes a pool of one connection.
        most: Connections that may exist at once; None for any number.
        most_idle: Those of them that may stay open with nothing to do.
        clock: Seconds that only grow.
    """

    def __init__(
        self,
        make: Callable[[], _One],
        most: int | None,
        most_idle: int,
        clock: Callable[[], float],
    ) -> None:
        self._make = make
        self._most = most
        self._most_idle = most_idle
        self._clock = clock
        self._lock = threading.Lock()
        self._all: set[_Slot[_One]] = set()
        self._idle: list[_Slot[_One]] = []  # the one used last comes last

    def take(self, request: httpcore.Request) -> _Slot[_One]:
        """Return a slot for a request; the caller sees to it that not too many are taken."""
        url = request.url
        origin = (url.scheme, url.host, url.port)
        with self._lock:
            for number in range(len(self._idle) - 1, -1, -1):
                if self._idle[number].origin == origin:
                    return self._idle.pop(number)
            if self._idle and len(self._all) == self._most:
                slot = self._idle.pop(0)  # its pool closes the connection to the other host
            else:
                slot = _Slot(self._make())
                self._all.add(slot)
            slot.origin = origin
            return slot

    def give_back(self, slot: _Slot[_One]) -> list[_One]:
        """Keep a slot for a later request, and return the pools that are to be closed.

        A request that is cancelled can leave a connection that its pool counts as in use for ever.
        """
        now = self._clock()
        slot.idle_since = now
        connections: list[Any] = slot.pool.connections
        is_free = all(one.is_idle() for one in connections)
        surplus: list[_One] = [] if is_free else [slot.pool]
        with self._lock:
            if not is_free:
                self._all.discard(slot)
            elif slot in self._all:
                self._idle.append(slot)
            while self._idle and (
                len(self._idle) > self._most_idle or now - self._idle[0].idle_since > LONGEST_IDLE
            ):
                oldest = self._idle.pop(0)
                self._all.discard(oldest)
                surplus.append(oldest.pool)
        return surplus

    def clear(self) -> list[_One]:
        """Forget all, and return the pools that are to be closed."""
        with self._lock:
            found = [slot.pool for slot in self._all]
            self._all, self._idle = set(), []
        return found


class SyncPool:
    """Connections of synchronous calls.

    Args:
        make: Makes a pool of httpcore's with one connection.
        most: Connections that may be open at once; None for any number.
        most_idle: Those of them that may stay open with nothing to do.
        clock: Seconds that only grow.
    """

    def __init__(
        self,
        make: Callable[[], httpcore.ConnectionPool],
        *,
        most: int | None,
        most_idle: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._slots = _Slots(make, most, most_idle, clock)
        self._free = None if most is None else threading.Semaphore(most)

    def send(self, request: httpcore.Request) -> tuple[httpcore.Response, Callable[[], None]]:
        """Send a request; return its answer, and what is to be called after its body.

        Raises:
            httpcore.PoolTimeout: No connection became free in time.
        """
        if self._free is not None and not self._free.acquire(timeout=_timeout(request)):
            raise httpcore.PoolTimeout
        slot = self._slots.take(request)
        try:
            answer = slot.pool.handle_request(request)
        except BaseException:
            self._give_back(slot)
            raise
        return answer, lambda: self._give_back(slot)

    def close(self) -> None:
        """Close all connections."""
        for pool in self._slots.clear():
            pool.close()

    def _give_back(self, slot: _Slot[httpcore.ConnectionPool]) -> None:
        surplus = self._slots.give_back(slot)
        if self._free is not None:
            self._free.release()
        for pool in surplus:
            pool.close()


class AsyncPool:
    """Connections of asynchronous calls; see ``SyncPool``."""

    def __init__(
        self,
        make: Callable[[], httpcore.AsyncConnectionPool],
        *,
        most: int | None,
        most_idle: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._slots = _Slots(make, most, most_idle, clock)
        self._free = None if most is None else anyio.Semaphore(most)

    async def send(
        self, request: httpcore.Request
    ) -> tuple[httpcore.Response, Callable[[], Awaitable[None]]]:
        """Send a request; return its answer, and what is to be awaited after its body.

        Raises:
            httpcore.PoolTimeout: No connection became free in time.
        """
        if self._free is not None:
            await self._acquire(self._free, _timeout(request))
        slot = self._slots.take(request)
        try:
            answer = await slot.pool.handle_async_request(request)
        except BaseException:
            await self._give_back(slot)
            raise
        return answer, lambda: self._give_back(slot)

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in self._slots.clear():
            await pool.aclose()

    async def _acquire(self, free: anyio.Semaphore, seconds: float | None) -> None:
        try:
            free.acquire_nowait()
        except anyio.WouldBlock:
            try:
                with anyio.fail_after(seconds):
                    await free.acquire()
            except TimeoutError:
                raise httpcore.PoolTimeout from None

    async def _give_back(self, slot: _Slot[httpcore.AsyncConnectionPool]) -> None:
        surplus = self._slots.give_back(slot)
        if self._free is not None:
            self._free.release()
        for pool in surplus:
            await pool.aclose()


def _timeout(request: httpcore.Request) -> float | None:
    return cast("Any", request).extensions.get("timeout", {}).get("pool")
