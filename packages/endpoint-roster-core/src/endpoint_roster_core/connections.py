"""Connections that know what arrived, so that no answer is mistaken for that of the next request.

A server may send more than its answer: the surplus would answer the next request on the same
connection. So each connection counts what it received since something was sent, and one that got
more than the answer is closed.
"""

from __future__ import annotations

import select
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, cast

import httpcore

from .bodies import this_call

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Mapping, Sequence

    SocketOptions = Iterable[Any] | None

#: Bytes of headers after which the HTTP library has refused an answer.
_LONGEST_HEAD: Final = 2**18
#: Bytes that are sent before the deadline is looked at again.
_SENT_AT_ONCE: Final = 2**16


class Traffic:
    """What one connection received since something was sent."""

    def __init__(self) -> None:
        self._head = b""
        self._head_bytes = 0
        self._received = 0
        self._end = b""

    def sending(self) -> None:
        """Start counting."""
        self._head, self._head_bytes, self._received = b"", 0, 0

    def received(self, data: bytes) -> bytes:
        """Count what arrived."""
        self._received += len(data)
        self._end = data[-5:]
        if not self._head_bytes:
            self._head += data
            end = self._head.find(b"\r\n\r\n")
            # Without an end no length fits, and the connection is not used again.
            if end >= 0 or len(self._head) > _LONGEST_HEAD:
                self._head, self._head_bytes = b"", end + 4
        return data

    def exceeds(self, headers: Mapping[str, str], body_bytes: int) -> bool:
        """Whether more came than one answer, or may have come."""
        if headers.get("transfer-encoding"):
            return self._end != b"0\r\n\r\n"
        return self._received != self._head_bytes + body_bytes


def within_deadline(timeout: float | None, late: type[Exception]) -> float | None:
    """Return how long a step of this thread's synchronous call may take, in seconds.

    Args:
        timeout: What the step itself may take.
        late: What to raise once the call's deadline has passed.
    """
    due: float | None = getattr(this_call, "due", None)
    if due is None:
        return timeout
    left = due - time.monotonic()
    if left <= 0:
        raise late
    return left if timeout is None else min(timeout, left)


class SyncStream(httpcore.NetworkStream):
    """A connection all of whose steps also end with the call's deadline, however slow the bytes."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream
        self.traffic: Traffic = Traffic()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Receive some bytes."""
        return self.traffic.received(
            self._stream.read(max_bytes, within_deadline(timeout, httpcore.ReadTimeout))
        )

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send some bytes."""
        self.traffic.sending()
        for start in range(0, len(buffer), _SENT_AT_ONCE):
            part = buffer[start : start + _SENT_AT_ONCE]
            self._stream.write(part, within_deadline(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> SyncStream:
        """Encrypt the connection."""
        timeout = within_deadline(timeout, httpcore.ConnectTimeout)
        return SyncStream(self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        """Return facts about the socket."""
        return self._stream.get_extra_info(info)


class AsyncStream(httpcore.AsyncNetworkStream):
    """The same for asynchronous calls, whose deadline is up to the caller."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream
        self._socket: Any = None
        self.traffic: Traffic = Traffic()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Receive some bytes."""
        return self.traffic.received(await self._stream.read(max_bytes, timeout))

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send some bytes."""
        self.traffic.sending()
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close the connection."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> AsyncStream:
        """Encrypt the connection."""
        return AsyncStream(await self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        """Return facts about the socket."""
        if info != "is_readable":
            return self._stream.get_extra_info(info)
        # Asked before each request; anyio looks for the socket each time.
        if self._socket is None:
            self._socket = self._stream.get_extra_info("socket")
        return _is_readable(self._socket) or self._stream.get_extra_info(info)


class SyncBackend(httpcore.SyncBackend):
    """Opens connections that count."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions = None,
    ) -> SyncStream:
        """Open a connection."""
        timeout = within_deadline(timeout, httpcore.ConnectTimeout)
        return SyncStream(super().connect_tcp(host, port, timeout, local_address, socket_options))


def _is_readable(sock: Any) -> bool:
    """Whether something came, or the connection ended, with nothing asked: it is of no more use."""
    if sock is None or (descriptor := sock.fileno()) < 0:
        return True
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([descriptor], [], [], 0)[0])
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(0))


class AsyncBackend(httpcore.AnyIOBackend):
    """Opens connections that count, under asyncio or Trio."""

    #: asyncio's, of the connections that are open.
    _transports: Sequence[Any] = ()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: SocketOptions = None,
    ) -> AsyncStream:
        """Open a connection."""
        # Any: httpcore has another class in that place where anyio is missing.
        above = cast("Any", super())
        stream = await above.connect_tcp(host, port, timeout, local_address, socket_options)
        # Nothing public leads from a connection to the transport that has its socket.
        transport = getattr(getattr(stream, "_stream", None), "_transport", None)
        if transport is None:  # of Trio
            return AsyncStream(stream)
        from .asyncio_streams import AsyncioStream  # kept out of start-up

        is_open = [one for one in self._transports if not one.is_closing()]
        self._transports = (*is_open, transport)
        return AsyncStream(AsyncioStream(transport))

    def drop(self) -> None:
        """Close the sockets of an event loop that was closed before its connections.

        It can close nothing any more, and Python would warn of each socket.
        """
        for transport in self._transports:
            if getattr(transport, "_sock", None) is not None:
                with suppress(RuntimeError):  # of the loop, after the socket is closed
                    transport._call_connection_lost(None)
