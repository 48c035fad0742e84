"""Connections under asyncio: to servers that send much, read nothing, or end too early."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, cast

import httpcore
import pytest
import trustme
from endpoint_roster_core.asyncio_streams import AsyncioStream
from endpoint_roster_core.connections import AsyncBackend
from support.certificates import identity

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

#: More bytes than all buffers between two programs hold.
MUCH = 32 * 2**20
PART = 2**16


class Place:
    """A server that is encrypted or not, and how to connect to it."""

    def __init__(self, *, encrypted: bool) -> None:
        self._authority = trustme.CA() if encrypted else None

    @asynccontextmanager
    async def connection(self, serve: Serve) -> AsyncGenerator[AsyncioStream]:
        """Yield a connection to a server."""
        running: set[asyncio.Task[Any] | None] = set()

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            running.add(asyncio.current_task())
            with suppress(OSError, asyncio.CancelledError):  # the test has seen enough
                await serve(reader, writer)
                writer.close()
                await writer.wait_closed()
            writer.transport.abort()

        served = self._authority and identity(self._authority)
        server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=served)
        opened = await AsyncBackend().connect_tcp(*server.sockets[0].getsockname()[:2])
        stream = vars(opened)["_stream"]
        assert isinstance(stream, AsyncioStream)
        try:
            if self._authority:
                context = ssl.create_default_context()
                cast("Any", self._authority).configure_trust(context)
                await stream.start_tls(context, "127.0.0.1", 5)
            yield stream
        finally:
            await stream.aclose()
            server.close()
            for task in filter(None, running):
                task.cancel()
                await task


@pytest.fixture(params=[False, True], ids=["plain", "encrypted"])
def place(request: pytest.FixtureRequest) -> Place:
    return Place(encrypted=request.param)


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(PART):
        writer.write(data)
        await writer.drain()


async def much(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """After a first byte, send more than one wants to keep."""
    await reader.readexactly(1)
    for number in range(MUCH // PART):
        writer.write(bytes([number % 251]) * PART)
        await writer.drain()


async def nothing(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
    """Neither send nor read."""
    await asyncio.sleep(60)


async def a_part(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer before all is read, and leave."""
    await reader.readexactly(1)
    writer.write(b"too much")
    await writer.drain()


async def write_on(stream: AsyncioStream) -> None:
    while True:
        await stream.write(bytes(PART), 5)
        await asyncio.sleep(0)


async def test_all_arrives_and_what_is_not_read_is_not_received(place: Place) -> None:
    async with place.connection(much) as stream:
        await stream.write(b"?")
        unread: list[bytes] = []
        for _ in range(30):
            await asyncio.sleep(0.01)
            unread = vars(stream)["_unread"]
            assert sum(map(len, unread)) < 2**20
        assert sum(map(len, unread)) > 2**17
        seen = 0
        while data := await stream.read(1000 if seen < PART else 2**20):
            assert data[0] == seen // PART % 251
            assert data[-1] == (seen + len(data) - 1) // PART % 251
            seen += len(data)
        assert seen == MUCH
        assert await stream.read(10) == b""


async def test_much_is_sent_as_the_server_reads_it(place: Place) -> None:
    async with place.connection(echo) as stream:
        writing = asyncio.create_task(stream.write(bytes(MUCH), 60))
        seen = 0
        while seen < MUCH:
            seen += len(await stream.read(PART, 60))
        await writing
        assert not stream.get_extra_info("is_readable")


async def test_a_read_waits_no_longer_than_it_may(place: Place) -> None:
    async with place.connection(nothing) as stream:
        with pytest.raises(httpcore.ReadTimeout):
            await stream.read(10, 0.05)


async def test_a_write_waits_for_the_server_no_longer_than_it_may() -> None:
    async with Place(encrypted=False).connection(nothing) as stream:
        with pytest.raises(httpcore.WriteTimeout):
            await stream.write(bytes(MUCH), 0.05)


async def test_an_early_answer_is_read_though_the_rest_cannot_be_sent(place: Place) -> None:
    async with place.connection(a_part) as stream:
        await stream.write(b"?")
        assert await stream.read(100, 5) == b"too much"
        with pytest.raises(httpcore.WriteError):
            await write_on(stream)
        assert stream.get_extra_info("is_readable")


async def test_closing_ends_a_read_with_an_error(place: Place) -> None:
    async with place.connection(nothing) as stream:
        reading = asyncio.create_task(stream.read(10))
        await asyncio.sleep(0.01)
        await stream.aclose()
        with pytest.raises(httpcore.ReadError, match="closed"):
            await reading


async def test_a_cancelled_read_takes_nothing_away(place: Place) -> None:
    async with place.connection(echo) as stream:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(stream.read(10), 0.02)
        await stream.write(b"abc")
        assert await stream.read(10, 5) == b"abc"


async def test_a_handshake_that_fails_or_takes_too_long_is_an_error_of_the_connection() -> None:
    context = ssl.create_default_context()
    async with Place(encrypted=False).connection(nothing) as stream:
        with pytest.raises(httpcore.ConnectTimeout):
            await stream.start_tls(context, "127.0.0.1", 0.05)
        assert stream.get_extra_info("is_readable")
    async with Place(encrypted=False).connection(echo) as stream:
        with pytest.raises(httpcore.ConnectError):
            await stream.start_tls(context, "127.0.0.1", 5)
        assert stream.get_extra_info("is_readable")


async def early(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Send what only an encrypted connection may bring."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
    await writer.drain()
    await asyncio.sleep(60)


async def test_what_comes_before_the_handshake_never_passes_for_encrypted() -> None:
    async with Place(encrypted=False).connection(early) as stream:
        await asyncio.sleep(0.05)
        with pytest.raises(httpcore.ConnectError, match="before the TLS handshake"):
            await stream.start_tls(ssl.create_default_context(), "127.0.0.1", 5)
        assert stream.get_extra_info("is_readable")
