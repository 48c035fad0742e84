"""A transport whose requests go wrong one after the other, on a clock that waits for nothing."""

from __future__ import annotations

import inspect
import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
from endpoint_roster_core import Clock, Response
from endpoint_roster_core.operations import Operation, Request

from support.clients import GeneratedClient

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TOGETHER = GeneratedClient("together")
METHODS = {"read": "GET", "idempotent": "PUT", "change": "PATCH", "create": "POST"}
#: What happens to one attempt: a status, a status with headers, or an exception.
Event = int | tuple[int, dict[str, str]] | Exception


def tls_failure() -> Exception:
    error = httpx.ConnectError("[SSL] certificate verify failed")
    error.__cause__ = ssl.SSLCertVerificationError("certificate verify failed")
    return error


#: The connection was never made, so nothing left.
NEVER_LEFT: list[Callable[[], Event]] = [
    lambda: httpx.ConnectError("refused"),
    lambda: httpx.ConnectTimeout("late"),
    lambda: httpx.PoolTimeout("late"),
    lambda: httpx.ProxyError("refused"),
]
#: The request may have arrived.
MAY_HAVE_ARRIVED: list[Callable[[], Event]] = [
    lambda: httpx.ReadTimeout("late"),
    lambda: httpx.WriteTimeout("late"),
    lambda: httpx.ReadError("reset"),
    lambda: httpx.WriteError("reset"),
    lambda: httpx.RemoteProtocolError("cut"),
]
#: The server said that it did nothing.
DID_NOTHING: list[Callable[[], Event]] = [
    lambda: 429,
    lambda: (429, {"retry-after": "2"}),
    lambda: (503, {"retry-after": "2"}),
]
#: The server failed, or was too slow, and did who knows what.
FAILED: list[Callable[[], Event]] = [
    *(lambda status=status: status for status in (408, 425, 500, 502, 503, 504, 520, 524, 529, 599))
]
#: Sending it again would change nothing.
FINAL: list[Callable[[], Event]] = [
    *(lambda status=status: status for status in (302, 400, 401, 402, 403, 404, 405, 409, 410)),
    *(lambda status=status: status for status in (412, 413, 418, 422, 451, 600, 999)),
    lambda: (404, {"retry-after": "1"}),
    tls_failure,
]
REPEATABLE = [*NEVER_LEFT, *MAY_HAVE_ARRIVED, *DID_NOTHING, *FAILED]


def name_of(event: Callable[[], Event]) -> str:
    made = event()
    return type(made).__name__ if isinstance(made, Exception) else str(made)


@dataclass
class World:
    """A cloud and a clock; nothing in it takes time.

    Attributes:
        script: What happens to each attempt; after its end, all is well.
        chance: What the random source draws.
        takes: Seconds that each attempt takes.
    """

    script: Sequence[Callable[[], Event]] = ()
    chance: float = 1.0
    takes: float = 0.0
    body: bytes = b"{}"
    forever: Callable[[], Event] | None = None
    requests: list[httpx.Request] = field(default_factory=list[httpx.Request])
    waits: list[float] = field(default_factory=list[float])
    time: float = 1000.0

    def handle(self, request: httpx.Request) -> httpx.Response:
        number = len(self.requests)
        self.requests.append(request)
        self.time += self.takes
        event = self.forever
        if event is None and number < len(self.script):
            event = self.script[number]
        made = 200 if event is None else event()
        if isinstance(made, Exception):
            raise made
        status, headers = made if isinstance(made, tuple) else (made, {})
        content = self.body if status == 200 else b""
        return httpx.Response(status, headers=headers, content=content)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds

    async def sleep_async(self, seconds: float) -> None:
        self.sleep(seconds)

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.time)

    def clock(self) -> Clock:
        return Clock(
            monotonic=lambda: self.time,
            now=self.now,
            sleep=self.sleep,
            sleep_async=self.sleep_async,
            random=lambda: self.chance,
        )

    def client(self, way: str, client: GeneratedClient = TOGETHER, **options: Any) -> Any:
        connect = client.connect if way == "sync" else client.connect_async
        return connect(self.handle, clock=self.clock(), **options)


async def send(
    made: Any, request: Request[Any], **options: Any
) -> tuple[Response[Any] | None, Any]:
    """The response of a call, if one came, and the error, if there was one."""
    try:
        sent: Any = made.send(request, **options)
        response: Response[Any] = await sent if inspect.isawaitable(sent) else sent
    except TOGETHER.package.ClientError as error:
        return None, error
    return response, response.error


def request_of(effect: Any, answer: str | None = None) -> Request[Any]:
    operation: Operation[Any] = Operation(
        f"things.{effect}", METHODS[effect], "/things", answer, effect=effect
    )
    return Request(operation)


async def attempts(way: str, effect: str, event: Callable[[], Event], **options: Any) -> int:
    """How often a request was sent to which this happens again and again."""
    world = World(forever=event)
    response, error = await send(world.client(way, **options), request_of(effect))
    assert error is not None
    assert error.attempts == len(world.requests) == len(world.waits) + 1
    assert response is None or response.attempts == error.attempts
    assert error.operation == f"things.{effect}"
    assert {request.method for request in world.requests} == {METHODS[effect]}
    return error.attempts
