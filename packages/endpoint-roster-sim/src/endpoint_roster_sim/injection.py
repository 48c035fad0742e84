"""The layer of a simulated cloud in which faults happen."""

import asyncio
import os
import socket
import struct
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from typing import Protocol

from endpoint_roster_core.auth import Clock
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response

from .clock import SKEW
from .faults import (
    Change,
    ClockSkew,
    Drip,
    Fault,
    Latency,
    LostAnswer,
    PageDrift,
    Reset,
    Status,
    TokenExpiry,
    Truncation,
)
from .fleets.draw import Draw
from .wire import App, Message, Receive, Scope, Send

_PRECISION = 1_000_000


class Site(Protocol):
    """What faults need of the cloud in which they happen."""

    def trouble(self, status: int, request: Request) -> Response:
        """Return the provider's answer to a request that fails with a status."""
        ...

    def drift(self, change: Change) -> None:
        """Make an endpoint appear or vanish."""
        ...

    def expire_tokens(self) -> None:
        """Expire all tokens."""
        ...

    def only_reads(self, request: Request) -> bool:
        """Whether a request only reads."""
        ...


class Injection:
    """Injects faults into some requests, and passes the others on unchanged.

    Args:
        app: The application behind.
        site: The cloud.
        faults: Those of this cloud, each with the source of its choices.
        clock: The server's clock.
    """

    def __init__(
        self, app: App, site: Site, faults: Iterable[tuple[Fault, Draw]], clock: Clock
    ) -> None:
        self._app = app
        self._site = site
        self._schedules = [_Schedule(fault, draw) for fault, draw in faults]
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        reads = self._site.only_reads(Request(scope))
        # All of them count this request, whichever of them it meets.
        due = [one.fault for one in self._schedules if one.is_due(reads=reads)]
        if not due:
            await self._app(scope, receive, send)
            return
        scope["faults"] = tuple(fault.word for fault in due)
        line = await _Line.open(scope, receive, send)
        if line is None:
            return
        ahead = sum(fault.seconds for fault in due if isinstance(fault, ClockSkew))
        set_back = SKEW.set(timedelta(seconds=ahead))
        try:
            await self._prepare(due, line)
            if not line.is_gone:
                await self._answer(due, line)
        finally:
            SKEW.reset(set_back)
            await line.close()

    async def _prepare(self, due: list[Fault], line: "_Line") -> None:
        """Apply the faults that come before the request is processed."""
        for fault in due:
            if isinstance(fault, TokenExpiry):
                self._site.expire_tokens()
            elif isinstance(fault, PageDrift):
                self._site.drift(fault.change)
            elif isinstance(fault, Latency):
                await line.wait(fault.seconds)

    async def _answer(self, due: list[Fault], line: "_Line") -> None:
        """Answer by the first fault that can, else by the cloud."""
        for fault in due:
            if isinstance(fault, Status):
                answer = self._site.trouble(fault.status, Request(line.scope))
                retry_after = fault.header(self._clock())
                if retry_after is not None:
                    answer.headers["Retry-After"] = retry_after
                await answer(line.scope, line.receive, line.send)
                return
            if isinstance(fault, Reset) and not fault.at:
                await line.reset()
                return
            if isinstance(fault, LostAnswer):
                await self._whole_answer(line)
                await line.reset()
                return
            if isinstance(fault, Reset | Truncation | Drip):
                start, body = await self._whole_answer(line)
                await _spoil(fault, line, start, body)
                return
        await self._app(line.scope, line.receive, line.send)

    async def _whole_answer(self, line: "_Line") -> tuple[Message, bytes]:
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self._app(line.scope, line.receive, keep)
        return messages[0], b"".join(message.get("body", b"") for message in messages[1:])


async def _spoil(
    fault: Reset | Truncation | Drip, line: "_Line", start: Message, body: bytes
) -> None:
    if isinstance(fault, Drip):
        await line.send(start)
        size = -(-len(body) // fault.pieces)
        for number in range(fault.pieces):
            if number:
                await line.wait(fault.seconds / (fault.pieces - 1))
            await line.send_body(body[number * size : (number + 1) * size], more=True)
        await line.send_body(b"", more=False)
        return
    part = body[: int(len(body) * fault.at)]
    if isinstance(fault, Truncation) and fault.silent:
        MutableHeaders(scope=start)["Content-Length"] = str(len(part))
        await line.send(start)
        await line.send_body(part, more=False)
        return
    await line.send(start)
    await line.send_body(part, more=True)
    if isinstance(fault, Reset):
        await line.reset()
    else:
        await line.hang_up()


class _Schedule:
    """When a fault is due, by the number of the request."""

    def __init__(self, fault: Fault, draw: Draw) -> None:
        self.fault = fault
        self._draw = draw
        self._number = 0

    def is_due(self, *, reads: bool) -> bool:
        """Count one more request, if it is of its kind, and say whether it is hit."""
        if self.fault.only == ("changes" if reads else "reads"):
            return False
        self._number += 1
        if self.fault.nth is not None:
            return self._number == self.fault.nth
        if self.fault.every is not None:
            return self._number % self.fault.every == 0
        if self.fault.rate is not None:
            return self._draw.below(_PRECISION) < round(self.fault.rate * _PRECISION)
        return True


class _Line:
    """The connection of one request, whose body has been read."""

    def __init__(self, scope: Scope, body: bytes, receive: Receive, send: Send) -> None:
        self.scope = scope
        self._body: bytes | None = body
        self._send = send
        self._transport: asyncio.Transport = scope["state"]["transport"]
        # There is nothing to receive any more but the end.
        self._end = asyncio.create_task(_end_of(receive))

    @classmethod
    async def open(cls, scope: Scope, receive: Receive, send: Send) -> "_Line | None":
        """Read the request; None if the client has left."""
        body = b""
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            if not message.get("more_body", False):
                return cls(scope, body, receive, send)

    @property
    def is_gone(self) -> bool:
        """Whether the client has left."""
        return self._end.done()

    async def wait(self, seconds: float) -> None:
        """Wait so long, or until the client has left."""
        await asyncio.wait([self._end], timeout=seconds)

    async def receive(self) -> Message:
        """Give the application the request once more."""
        body, self._body = self._body, None
        if body is None:
            await asyncio.wait([self._end])
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, message: Message) -> None:
        """Send a part of the answer, unless the client has left."""
        if not self.is_gone:
            await self._send(message)

    async def send_body(self, body: bytes, *, more: bool) -> None:
        """Send a part of the answer's body."""
        await self.send({"type": "http.response.body", "body": body, "more_body": more})

    async def hang_up(self) -> None:
        """Close the connection in the middle, after what was sent."""
        self._transport.close()
        await asyncio.wait([self._end])

    async def reset(self) -> None:
        """Reset the connection: its other end finds it gone, and not closed."""
        self.scope["note"]()
        layout = "hh" if os.name == "nt" else "ii"
        connection: socket.socket = self._transport.get_extra_info("socket")
        with suppress(OSError):  # the client was quicker, and the socket is closed
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(layout, 1, 0))
        self._transport.abort()
        await asyncio.wait([self._end])

    async def close(self) -> None:
        """Stop watching the connection."""
        self._end.cancel()
        await asyncio.wait([self._end])


async def _end_of(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
