"""Several ASGI applications, each on its own port, served from one background thread."""

import asyncio
import socket
import threading
from collections.abc import Sequence
from contextlib import ExitStack, suppress

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from .wire import App

GRACE = 1.0
"""Seconds that answers under way have to be finished when the server stops."""

# uvicorn announces no end of a connection: seconds between two looks.
_ROUND = 0.01
# A connection that the event loop has accepted is known to uvicorn after so many of its turns.
_TURNS_TO_ACCEPT = 3
_KEEP_ALIVE = 75
_BACKLOG = 1024


class Server:
    """Listens from the moment it is made, answers until it is closed.

    Args:
        apps: the applications to serve.
        host: name or address of this machine to listen on.

    Attributes:
        origins: scheme, host and port of each application, in their order.

    Raises:
        OSError: the host does not exist, or nothing can listen on it.
        RuntimeError: the thread ended at once, for a reason that it has printed.
    """

    def __init__(self, apps: Sequence[App], host: str) -> None:
        with ExitStack() as opened:
            self._sockets = [opened.enter_context(_listen(host)) for _ in apps]
            self.origins = [_origin(host, one) for one in self._sockets]
            self._closing = asyncio.Event()
            self._servers = [_Server(app, self._closing) for app in apps]
            self._loop: asyncio.AbstractEventLoop | None = None
            self._running = threading.Event()
            # A program that forgets to close the simulator ends all the same.
            self._thread = threading.Thread(
                target=self._run, name="endpoint-roster-sim", daemon=True
            )
            self._thread.start()
            self._running.wait()
            if self._loop is None:
                raise RuntimeError("the thread of the simulator could not start")
            opened.pop_all()

    def close(self) -> None:
        """Stop listening, finish what can be finished within a second, end the thread."""
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended, as without any application
                self._loop.call_soon_threadsafe(self._closing.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        finally:
            self._running.set()
            for one in self._sockets:
                one.close()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        # The sockets listen, so the kernel accepts connections: clients need not wait longer.
        self._running.set()
        async with asyncio.TaskGroup() as group:
            for server, one in zip(self._servers, self._sockets, strict=True):
                group.create_task(server.serve(sockets=[one]))


class _Server(uvicorn.Server):
    """Ends as soon as it is to; uvicorn's own takes two rounds of a tenth of a second for it."""

    def __init__(self, app: App, closing: asyncio.Event) -> None:
        super().__init__(_configure(app))
        self._closing = closing

    async def main_loop(self) -> None:
        """Wait for the end."""
        await self._closing.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop listening, and let answers under way be finished, but not for long."""
        loop = asyncio.get_running_loop()
        # asyncio loses what it has just accepted when the listening socket is closed (gh-109564).
        with suppress(NotImplementedError):  # Windows
            for one in sockets or ():
                loop.remove_reader(one)
        for _ in range(_TURNS_TO_ACCEPT):
            await asyncio.sleep(0)
        for server in self.servers:
            server.close()
        state = self.server_state
        for connection in list(state.connections):
            connection.shutdown()
        with suppress(TimeoutError):
            async with asyncio.timeout(GRACE):
                while state.connections or state.tasks:  # noqa: ASYNC110
                    await asyncio.sleep(_ROUND)
        # A client that does not read its answer would keep the server waiting.
        for connection in list(state.connections):
            connection.transport.abort()
        while state.connections:  # noqa: ASYNC110
            await asyncio.sleep(_ROUND)


class _Protocol(H11Protocol):
    """Lets the application reach the connection, which faults break."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Note the connection in the state of its requests."""
        super().connection_made(transport)
        # Head and body are written apart; together they would wait for each other, for 40 ms.
        connection: socket.socket = transport.get_extra_info("socket")
        with suppress(OSError):  # where a connection that was reset has no options, as on macOS
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.app_state = {**self.app_state, "transport": transport}


def _configure(app: App) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="asyncio",
        http=_Protocol,
        ws="none",
        interface="asgi3",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        date_header=False,  # by the simulator's own clock, see Front
        timeout_keep_alive=_KEEP_ALIVE,
        backlog=_BACKLOG,
    )


def _listen(host: str) -> socket.socket:
    found = socket.getaddrinfo(host, 0, type=socket.SOCK_STREAM)
    family, _, _, _, address = found[0]
    return socket.create_server((address[0], 0), family=family, backlog=_BACKLOG)


def _origin(host: str, listening: socket.socket) -> str:
    port = listening.getsockname()[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
