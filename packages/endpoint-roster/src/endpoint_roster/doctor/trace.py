"""What can be seen of a client's connections while it works, from outside.

The HTTP library reports each step of a request to its extension ``trace``. Nothing is
kept of it but hosts, addresses, times, statuses, and which exception a step ended with.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from endpoint_roster_core.clock import Clock

_PORTS = {"http": 80, "https": 443}


@dataclass(slots=True)
class Connection:
    """One try to connect."""

    target: tuple[str, int]  # host and port that the request is for
    peer: tuple[str, int]  # those that were connected to: the same, or a proxy's
    encrypted: bool  # whether the request is to be sent by TLS
    address: str | None = None  # that answered; None until then
    connect_seconds: float | None = None
    refused: int | None = None  # status of a proxy that did not lead on to the target
    handshake: bool = False  # whether it began
    tls_version: str | None = None  # None until both sides agree
    tls_seconds: float | None = None
    error: BaseException | None = None  # what the try ended with, if it failed

    @property
    def by_proxy(self) -> bool:
        """Whether a proxy was connected to."""
        return self.peer != self.target


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of one answer, and by its header ``Date`` the time that it is for the server."""

    status: int
    ahead: float | None  # seconds that the server's clock is ahead; None if it does not say
    uncertainty: float  # seconds that this may be wrong, either way


class Trace(Observer):
    """What was seen of a client's connections."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.connections: list[Connection] = []
        self.answers: list[Answer] = []

    @property
    def last(self) -> Connection | None:
        """The newest try to connect."""
        return self.connections[-1] if self.connections else None

    def request(self, request: Any) -> None:
        """Have the HTTP library report each step of a request."""
        earlier = request.extensions.get("trace")
        if not isinstance(earlier, _RequestTrace):  # sent again with a newer token
            request.extensions["trace"] = _RequestTrace(self, request.url, earlier)


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
