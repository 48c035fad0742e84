"""Connections under asyncio, which receive whenever something comes.

Those of anyio start and stop receiving for each part of an answer, open a scope for each deadline,
and decrypt in Python step by step: a request over TLS took half as long again.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, cast

import httpcore

if TYPE_CHECKING:
    import ssl

#: Bytes not yet read, from which on no more are received.
_MOST_UNREAD: Final = 2**18
#: Seconds of a handshake: asyncio wants a limit of its own, and that of the call is the stricter.
_LONGEST_HANDSHAKE: Final = 86_400.0
#: What asyncio knows of a connection, by httpcore's words.
_FACTS: Final = {
    "client_addr": "sockname",
    "server_addr": "peername",
    "socket": "socket",
    "ssl_object": "ssl_object",
}


class AsyncioStream(asyncio.Protocol, httpcore.AsyncNetworkStream):
    """A connection under asyncio.

    Args:
        transport: That of an open connection; it is taken over.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._unread: list[bytes] = []
        self._unread_bytes = 0
        self._is_paused = False
        self._is_full = False
        self._is_over = False
        self._error: Exception | None = None
        self._received = _Signal()
        self._sent = _Signal()
        transport.set_protocol(self)
        transport.resume_reading()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Receive some bytes; none at the end."""
        if not self._unread and not self._is_over:
            await self._received.wait(timeout, httpcore.ReadTimeout)
        if not self._unread and self._error is not None:
            raise httpcore.ReadError(str(self._error)) from self._error
        data = b"".join(self._unread)
        self._unread = [data[max_bytes:]] if len(data) > max_bytes else []
        self._unread_bytes = max(0, len(data) - max_bytes)
        if self._is_paused and not self._unread:
            self._is_paused = False
            self._transport.resume_reading()
        return data[:max_bytes]

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send some bytes; asyncio takes those that it encrypts at once."""
        if not self._transport.is_closing():
            self._transport.write(buffer)
        if self._is_full:
            await self._sent.wait(timeout, httpcore.WriteTimeout)
        if self._transport.is_closing():
            raise httpcore.WriteError(str(self._error or "")) from self._error

    async def aclose(self) -> None:
        """Close the connection."""
        self._error = self._error or ConnectionAbortedError("the connection was closed")
        self._transport.abort()
        await asyncio.sleep(0)  # the socket is closed meanwhile

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> AsyncioStream:
        """Encrypt the connection."""
        if self._unread:  # it would pass for what comes encrypted
            await self.aclose()
            raise httpcore.ConnectError("the server sent data before the TLS handshake")
        try:
            async with asyncio.timeout(timeout):
                encrypted = await asyncio.get_running_loop().start_tls(
                    self._transport,
                    self,
                    ssl_context,
                    server_hostname=server_hostname,
                    ssl_handshake_timeout=_LONGEST_HANDSHAKE,
                )
        except BaseException as error:
            await self.aclose()
            if isinstance(error, TimeoutError):
                raise httpcore.ConnectTimeout(str(error)) from error
            if isinstance(error, OSError):  # as those of ssl are
                raise httpcore.ConnectError(str(error)) from error
            raise
        self._transport = cast("asyncio.Transport", encrypted)
        return self

    def get_extra_info(self, info: str) -> Any:
        """Return facts about the connection."""
        if info == "is_readable":
            return bool(self._unread) or self._is_over or self._transport.is_closing()
        return self._transport.get_extra_info(_FACTS.get(info, info))

    # What asyncio calls

    def data_received(self, data: bytes) -> None:
        """Keep what came."""
        self._unread.append(data)
        self._unread_bytes += len(data)
        if self._unread_bytes >= _MOST_UNREAD and not self._is_paused:
            self._is_paused = True
            self._transport.pause_reading()
        self._received.set()

    def eof_received(self) -> bool:
        """Note that nothing more comes; a request may still be sent, unless it is encrypted."""
        self._is_over = True
        self._received.set()
        return self._transport.get_extra_info("ssl_object") is None

    def connection_lost(self, exc: Exception | None) -> None:
        """Note the end of the connection."""
        self._is_over, self._is_full = True, False
        self._error = self._error or exc
        self._received.set()
        self._sent.set()

    def pause_writing(self) -> None:
        """Note that the other side does not read as fast as we write."""
        self._is_full = True

    def resume_writing(self) -> None:
        """Note that it does again."""
        self._is_full = False
        self._sent.set()


class _Signal:
    """What one task waits for."""

    def __init__(self) -> None:
        self._waiter: asyncio.Future[None] | None = None

    async def wait(self, timeout: float | None, too_late: type[Exception]) -> None:
        """Wait until it is set, which may be before the timeout, in seconds, only."""
        loop = asyncio.get_running_loop()
        waiter = self._waiter = loop.create_future()
        timer = None if timeout is None else loop.call_later(timeout, _fail, waiter, too_late)
        try:
            await waiter
        finally:
            self._waiter = None
            if timer is not None:
                timer.cancel()

    def set(self) -> None:
        """End the waiting."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


def _fail(waiter: asyncio.Future[None], too_late: type[Exception]) -> None:
    if not waiter.done():
        waiter.set_exception(too_late())
