"""What can be seen of a client's connections while it works, from outside.

The HTTP library reports each step of a request to its extension ``trace``. Nothing is
kept of it but hosts, addresses, times, statuses, and which exception a step ended with.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.client import AsyncClient
from endpoint_roster_core.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from endpoint_roster_core.clock import Clock

    from ..providers.base import Client

_PORTS = {"http": 80, "https": 443}


@dataclass(slots=True)
class Connection:
    """One try to connect.

    Attributes:
        target: Host and port that the request is for.
        peer: Host and port that were connected to: the same, or a proxy's.
        encrypted: Whether the request is to be sent by TLS.
        address: Address that answered; None until then.
        connect_seconds: How long that took.
        refused: Status that the proxy answered with, when it did not lead on to the target.
        handshake: Whether the handshake began.
        tls_version: Its version; None until both sides agree.
        tls_seconds: How long that took.
        error: What the try ended with, if it failed.
    """

    target: tuple[str, int]
    peer: tuple[str, int]
    encrypted: bool
    address: str | None = None
    connect_seconds: float | None = None
    refused: int | None = None
    handshake: bool = False
    tls_version: str | None = None
    tls_seconds: float | None = None
    error: BaseException | None = None

    @property
    def by_proxy(self) -> bool:
        """Whether a proxy was connected to."""
        return self.peer != self.target


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of one answer.

    Attributes:
        status: HTTP status.
        ahead: Seconds that the server's clock is ahead of ours, by its header ``Date``; None where
            it says nothing of this moment.
        uncertainty: How far ``ahead`` may be wrong, in seconds either way.
    """

    status: int
    ahead: float | None
    uncertainty: float


@dataclass(slots=True)
class Trace:
    """What was seen: tries to connect, and heads of answers."""

    clock: Clock
    connections: list[Connection] = field(default_factory=list[Connection])
    answers: list[Answer] = field(default_factory=list[Answer])

    @property
    def last(self) -> Connection | None:
        """The newest try to connect."""
        return self.connections[-1] if self.connections else None

    def follow(self, client: Client) -> bool:
        """Look at all requests of one of our clients from now on; False if it is another kind."""
        if not isinstance(client, AsyncClient):
            return False
        client.observers.append(_Tracer(self))
        return True


class _Tracer(Observer):
    """Has the HTTP library report each step of every request."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace

    def request(self, request: Any) -> None:
        """Trace a request."""
        earlier = request.extensions.get("trace")
        if not isinstance(earlier, _RequestTrace):  # sent again with a newer token
            request.extensions["trace"] = _RequestTrace(self._trace, request.url, earlier)


class _RequestTrace:
    """Notes the steps of one request."""

    def __init__(
        self,
        trace: Trace,
        url: Any,
        earlier: Callable[[str, Mapping[str, Any]], Awaitable[object]] | None,
    ) -> None:
        self._seen = trace
        self._clock = trace.clock
        self._encrypted = url.scheme == "https"
        self._target = url.raw_host.decode("ascii"), url.port or _PORTS.get(url.scheme, 0)
        self._earlier = earlier
        self._connection: Connection | None = None
        self._started = 0.0
        self._sent_at: datetime | None = None
        self._to_proxy = False

    async def __call__(self, event: str, info: Mapping[str, Any]) -> None:
        """Note one step: ``connection.connect_tcp.started``, with what belongs to it."""
        if self._earlier is not None:
            await self._earlier(event, info)
        now, one = self._clock.monotonic(), self._connection
        match event.partition(".")[2]:
            case "connect_tcp.started":
                self._started = now
                peer = info["host"], info["port"]
                self._connection = Connection(self._target, peer, self._encrypted)
                self._seen.connections.append(self._connection)
            case "connect_tcp.complete" if one:
                one.connect_seconds = now - self._started
                address = info["return_value"].get_extra_info("server_addr")
                one.address = str(address[0]) if address else ""
            case "start_tls.started" if one:
                self._started, one.handshake = now, True
            case "start_tls.complete" if one:
                one.tls_seconds = now - self._started
                tls = info["return_value"].get_extra_info("ssl_object")
                one.tls_version = tls.version() if tls else None
            case "connect_tcp.failed" | "setup_socks5_connection.failed" | "start_tls.failed":
                if one:
                    one.error = info["exception"]
            case "send_request_headers.started":
                self._started, self._sent_at = now, self._clock.now()
                self._to_proxy = info["request"].method == b"CONNECT"
            case "receive_response_headers.complete":
                _version, status, _reason, headers = info["return_value"]
                if not self._to_proxy:
                    self._seen.answers.append(self._answer(status, headers, now - self._started))
                elif one and not 200 <= status <= 299:
                    one.refused = status
            case _:
                pass

    def _answer(self, status: int, headers: list[tuple[bytes, bytes]], waited: float) -> Answer:
        values = {name.lower(): value.decode("latin-1") for name, value in headers}
        date = _moment(values.get(b"date", ""))
        # An answer that a cache has kept says nothing of this moment.
        if date is None or self._sent_at is None or values.get(b"age", "0") != "0":
            return Answer(status, None, 0.0)
        # Somewhere within the wait; Date leaves out the fraction of the second.
        middle = self._sent_at + timedelta(seconds=waited / 2)
        ahead = (date - middle).total_seconds() + 0.5
        return Answer(status, ahead, waited / 2 + 0.5)


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
