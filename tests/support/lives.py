"""The life of endpoints at a simulated cloud, whose time the program moves, and a client of it."""

from __future__ import annotations

from contextlib import AsyncExitStack, ExitStack
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from endpoint_roster_core import Clock
from endpoint_roster_sim import Simulator

from support.ways import done

if TYPE_CHECKING:
    from collections.abc import Callable

    from endpoint_roster_sim import Fault


class Life:
    """A simulated cloud and a client of it; use it as an asynchronous context manager.

    Attributes:
        provider: Its name.
        clients: Both classes of its clients.
        now: What time it is, in the cloud and for the client.
    """

    provider: ClassVar[str]
    clients: ClassVar[tuple[Any, Any]]

    def __init__(self, way: str, *faults: Fault, endpoints: int = 3, seed: int = 0) -> None:
        self._way = way
        self.now = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
        self._simulator = Simulator(
            endpoints=endpoints,
            seed=seed,
            providers=[self.provider],
            clock=lambda: self.now,
            faults=faults,
        )
        self._sync, self._async = ExitStack(), AsyncExitStack()

    async def __aenter__(self) -> tuple[Any, Self]:
        self._sync.enter_context(self._simulator)
        about = {**self.arguments(), "clock": Clock(now=lambda: self.now)}
        sync, asynchronous = self.clients
        if self._way == "sync":
            return self._sync.enter_context(sync(**about)), self
        return await self._async.enter_async_context(asynchronous(**about)), self

    async def __aexit__(self, *_: object) -> None:
        await self._async.aclose()
        self._sync.close()

    @property
    def cloud(self) -> Any:
        return self._simulator[self.provider]

    def arguments(self) -> dict[str, Any]:
        """Return what the client is made with, besides its clock."""
        return self.cloud.describe()

    async def wait_until(
        self, read: Callable[[], Any], state: Callable[[Any], str], wanted: str
    ) -> Any:
        """Read until a state is there, as a program would, with a second between the readings."""
        found = None
        for _ in range(20):
            found = await done(read())
            if state(found) == wanted:
                return found
            self.now += timedelta(seconds=1)
        raise AssertionError(f"it never became {wanted}, but is {found}")
