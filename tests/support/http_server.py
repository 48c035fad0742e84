"""A real HTTP server on loopback that answers as a function says; raw bytes: raw_server."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from email.message import Message


@dataclass(frozen=True)
class Request:
    """One request as it arrived; names of headers are found in any case."""

    method: str
    path: str
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Answer:
    """One answer to give; its Content-Length is added, and a Date where it has none."""

    body: bytes = b"{}"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


#: Answers a request, or raises ConnectionError to hang up.
Script = Callable[[Request], Answer]


class ScriptedServer:
    """Answers each connection in a thread of its own; use it as a context manager, or close it.

    Attributes:
        url: Its address, without a path.
        requests: All that arrived, in their order.
        accepted: Connections ever made.
        connections: Those that are open now.
    """

    def __init__(self, script: Script) -> None:
        self.requests: list[Request] = []
        self.accepted = self.connections = 0
        self.script = script
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, outer: ScriptedServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.outer = outer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride]
    disable_nagle_algorithm = True
    wbufsize = -1  # an answer goes out at once, not its headers first

    def setup(self) -> None:
        self.server.outer.accepted += 1
        self.server.outer.connections += 1
        super().setup()

    def finish(self) -> None:
        try:
            super().finish()
        finally:
            self.server.outer.connections -= 1

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):  # a client may hang up
            super().handle()

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = Request(self.command, self.path, self.headers, body)
        self.server.outer.requests.append(request)
        answer = self.server.outer.script(request)
        if "Date" in answer.headers:
            self.send_response_only(answer.status)
        else:
            self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    do_CONNECT = do_DELETE = do_PATCH = do_POST = do_PUT = do_GET  # noqa: N815 - names of http.server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        pass
