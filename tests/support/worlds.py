"""One simulated cloud within the process, with a clock of its own, and a roster on a bad line.

What the simulator says of itself is its books: they do not pass through the line.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
from endpoint_roster import Account, AsyncRoster, Roster
from endpoint_roster.engine import Clients
from endpoint_roster.engine.loop_thread import LoopThread
from endpoint_roster.providers import find
from endpoint_roster_core.clock import Clock
from endpoint_roster_sim import Simulator
from starlette.requests import Request

if TYPE_CHECKING:
    from endpoint_roster.options import Options
    from endpoint_roster.providers import Provider

START = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
#: What happens to a request: it is answered, or raises.
Fault = Callable[["Line", httpx.Request], Awaitable[httpx.Response]]


class Time:
    """A clock that goes on only when somebody waits; it makes keys and random numbers too."""

    def __init__(self) -> None:
        self.now = START
        self._keys = 0

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def clock(self) -> Clock:
        async def sleep(seconds: float) -> None:
            self.pass_by(seconds)
            await asyncio.sleep(0)

        return Clock(
            monotonic=lambda: (self.now - START).total_seconds(),
            now=lambda: self.now,
            sleep=self.pass_by,
            sleep_async=sleep,
            random=lambda: 0.5,
            key=self._key,
        )

    def _key(self) -> str:
        self._keys += 1
        return f"{self._keys:08x}{'0' * 24}"


@dataclass
class Sent:
    """A request that was sent.

    Attributes:
        request: The request.
        changes: Whether it is to change something.
        status: What the cloud answered; None if it never saw it.
        answered: What the roster was answered; None if nothing.
    """

    request: httpx.Request
    changes: bool
    status: int | None = None
    answered: int | None = None


class Line(httpx.AsyncBaseTransport):
    """The way to a cloud, on which requests go wrong as they are set to.

    Attributes:
        sent: All requests, in order.
        on_change: What happens to the next requests that change something, one after the other.
        on_read: The same for those that only read.
        length: How often other tasks get their turn while a request is on its way.
        under_way: Requests on their way now.
        most: The most that ever were.
        siblings: Lines of the same roster, this one among them.
        most_of_all: The most requests that ever were on their way on all of these.
    """

    def __init__(self, cloud: Any, app: Any) -> None:
        self._cloud = cloud
        self._way = httpx.ASGITransport(app)
        self.sent: list[Sent] = []
        self.on_change: list[Fault | None] = []
        self.on_read: list[Fault | None] = []
        self.length = 0
        self.under_way = self.most = self.most_of_all = 0
        self.siblings: Sequence[Line] = (self,)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        changes = not self._cloud.only_reads(Request(_scope(request)))
        sent = Sent(request, changes)
        self.sent.append(sent)
        faults = self.on_change if changes else self.on_read
        fault = faults.pop(0) if faults else None
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        self.most_of_all = max(self.most_of_all, sum(one.under_way for one in self.siblings))
        try:
            for _ in range(self.length):
                await asyncio.sleep(0)
            response = await (fault(self, request) if fault else self.forward(request))
        finally:
            self.under_way -= 1
        sent.answered = response.status_code
        return response

    async def forward(self, request: httpx.Request) -> httpx.Response:
        """Let the cloud carry a request out."""
        response = await self._way.handle_async_request(request)
        sent = next(one for one in reversed(self.sent) if one.request is request)
        sent.status = response.status_code
        return response

    def trouble(self, request: httpx.Request, status: int) -> httpx.Response:
        """Return the cloud's own answer of a status, to a request that it never saw."""
        answer = self._cloud.trouble(status, Request(_scope(request)))
        return httpx.Response(status, headers=dict(answer.headers), content=answer.body)

    @property
    def changes(self) -> list[Sent]:
        return [one for one in self.sent if one.changes]


def _scope(request: httpx.Request) -> dict[str, Any]:
    return {
        "type": "http",
        "method": request.method,
        "path": request.url.path,
        "query_string": request.url.query,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
    }


# What can happen to a request.


async def timeout_before(line: Line, request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("no answer", request=request)


async def timeout_after(line: Line, request: httpx.Request) -> httpx.Response:
    await line.forward(request)
    raise httpx.ReadTimeout("no answer", request=request)


async def reset(line: Line, request: httpx.Request) -> httpx.Response:
    raise httpx.ReadError("connection reset", request=request)


async def reset_after(line: Line, request: httpx.Request) -> httpx.Response:
    await line.forward(request)
    raise httpx.ReadError("connection reset", request=request)


def status(number: int, retry_after: str | None = None, *, after: bool = False) -> Fault:
    """The cloud answers with an error; ``after`` it has carried the request out all the same."""

    async def answer(line: Line, request: httpx.Request) -> httpx.Response:
        if after:
            await line.forward(request)
        response = line.trouble(request, number)
        if retry_after is not None:
            response.headers["Retry-After"] = retry_after
        return response

    return answer


class _Mounted:
    """A provider whose client sends on a line of the test's."""

    def __init__(self, provider: Provider, lines: Callable[[Account], Line]) -> None:
        self._provider = provider
        self._lines = lines

    def __getattr__(self, name: str) -> Any:
        return getattr(self._provider, name)

    def connect(self, account: Account, options: Options) -> Any:
        http_client = httpx.AsyncClient(transport=self._lines(account))
        wanted = ("timeout", "deadline", "max_attempts", "clock")
        given: Any = {name: getattr(options, name) for name in wanted}
        return self._provider.connect(account, _Options({**given, "http_client": http_client}))  # type: ignore[arg-type]


@dataclass
class _Options:
    values: dict[str, Any]

    def for_client(self) -> dict[str, Any]:
        return self.values


def _clients(options: Options, lines: Callable[[Account], Line]) -> Clients:
    def mounted(name: str) -> Any:
        return _Mounted(find(name), lines)

    return Clients(options, mounted)


class MountedRoster(Roster):
    """A roster whose requests go over lines of the test's."""

    def __init__(
        self, accounts: list[Account], lines: Callable[[Account], Line], **options: Any
    ) -> None:
        super().__init__(accounts, **options)
        self._clients = _clients(self.options, lines)
        self._loop = LoopThread(self._clients.close)


class MountedAsyncRoster(AsyncRoster):
    """The same, for asyncio."""

    def __init__(
        self, accounts: list[Account], lines: Callable[[Account], Line], **options: Any
    ) -> None:
        super().__init__(accounts, **options)
        self._clients = _clients(self.options, lines)


class World:
    """A cloud, its time, a roster on a line that can go wrong, and somebody else's roster.

    Attributes:
        time: The clock of all.
        cloud: The simulated cloud.
        line: The line of the roster.
        account: The account of both rosters.
    """

    def __init__(
        self,
        provider: str,
        *,
        label: str = "mine",
        endpoints: int = 2,
        seed: int = 0,
        time: Time | None = None,
    ) -> None:
        self.time = time or Time()
        simulator = Simulator(
            endpoints=endpoints, seed=seed, providers=[provider], clock=lambda: self.time.now
        )
        self.cloud: Any = simulator[provider]
        self.cloud.move_to(f"https://{provider}.test")
        app = self.cloud.app()
        self.line = Line(self.cloud, app)
        self._clean = Line(self.cloud, app)
        self.account = Account(provider, label, **self.cloud.describe())

    def roster(self, **options: Any) -> MountedRoster:
        clock = self.time.clock()
        return MountedRoster([self.account], lambda _: self.line, clock=clock, **options)

    def async_roster(self, **options: Any) -> MountedAsyncRoster:
        clock = self.time.clock()
        return MountedAsyncRoster([self.account], lambda _: self.line, clock=clock, **options)

    def others(self) -> MountedAsyncRoster:
        """The roster of somebody else, whose requests never go wrong."""
        return MountedAsyncRoster([self.account], lambda _: self._clean, clock=self.time.clock())


class Worlds:
    """Several worlds with one time, and one roster for all of them."""

    def __init__(self, *providers: str, endpoints: int) -> None:
        self.time = Time()
        self.worlds = {
            f"a{number}": World(
                provider, label=f"a{number}", endpoints=endpoints, seed=number, time=self.time
            )
            for number, provider in enumerate(providers)
        }
        for line in self.lines():
            line.siblings = self.lines()

    def lines(self) -> list[Line]:
        return [world.line for world in self.worlds.values()]

    def _arguments(self) -> tuple[list[Account], Callable[[Account], Line]]:
        accounts = [world.account for world in self.worlds.values()]
        return accounts, lambda account: self.worlds[account.label].line

    def roster(self) -> MountedRoster:
        return MountedRoster(*self._arguments(), clock=self.time.clock())

    def async_roster(self) -> MountedAsyncRoster:
        return MountedAsyncRoster(*self._arguments(), clock=self.time.clock())
