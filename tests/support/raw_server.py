"""A server of raw bytes: what it says on a connection is up to a script, HTTP or not."""

import contextlib
import json
import re
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Self

#: Seconds after which any script gives up, so that a client without limits fails and does not hang.
PATIENCE = 30.0


class HangupError(Exception):
    """The script is done with this connection."""


@dataclass(frozen=True)
class Request:
    """One request as it arrived, without its body."""

    head: bytes

    @property
    def target(self) -> str:
        return self.head.split(b" ", 2)[1].decode("latin-1")

    @property
    def first_step(self) -> str:
        """The first part of the path, also in a request for a proxy."""
        path = re.sub(r"^[a-z]+://[^/]*", "", self.target)
        return path.removeprefix("/").partition("/")[0]


class Wire:
    """One connection at the moment of answering a request."""

    def __init__(self, connection: socket.socket, trap: int = 0) -> None:
        self.connection = connection
        #: A port that nothing must connect to.
        self.trap = trap

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def start_tls(self, context: ssl.SSLContext) -> None:
        """Go on in TLS."""
        self.connection.settimeout(PATIENCE)  # for the handshake
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.connection.settimeout(None)

    def listen(self) -> None:
        """Wait for the client to say anything."""
        self.connection.recv(65_536)

    def drip(self, pieces: Iterable[bytes], every: float = 0.05) -> None:
        """Send piece by piece, until the patience is over; then the rest at once."""
        end = time.monotonic() + PATIENCE
        for piece in pieces:
            self.send(piece)
            if time.monotonic() < end:
                time.sleep(every)

    def hold(self) -> None:
        """Say nothing until the client hangs up, or the patience is over."""
        end = time.monotonic() + PATIENCE
        with contextlib.suppress(OSError):
            while (left := end - time.monotonic()) > 0:
                self.connection.settimeout(left)
                if not self.connection.recv(65_536):
                    break
        self.close()

    def close(self) -> None:
        """End the connection in an orderly way."""
        raise HangupError

    def reset(self) -> None:
        """End the connection with a TCP reset."""
        time.sleep(0.03)  # else the reset overtakes what was sent
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise HangupError


#: Answers one request. When it returns, the connection stays open for the next one.
Script = Callable[[Wire], None]


def say(data: bytes) -> Script:
    """Send these bytes and keep the connection open."""
    return lambda wire: wire.send(data)


def say_and_close(data: bytes) -> Script:
    def script(wire: Wire) -> None:
        wire.send(data)
        wire.close()

    return script


def say_and_reset(data: bytes) -> Script:
    def script(wire: Wire) -> None:
        wire.send(data)
        wire.reset()

    return script


def say_and_hold(data: bytes) -> Script:
    def script(wire: Wire) -> None:
        wire.send(data)
        wire.hold()

    return script


def http(
    body: bytes | Any = b"",
    status: int | str = "200 OK",
    headers: Mapping[str, str] | None = None,
    *,
    length: str | None = "right",
) -> bytes:
    """An answer in HTTP/1.1, with the right Content-Length, another one, or none."""
    content = body if isinstance(body, bytes) else encoded(body)
    line = f"{status} Status" if isinstance(status, int) else status
    fields = {"Content-Type": "application/json", **(headers or {})}
    if length is not None:
        fields["Content-Length"] = str(len(content)) if length == "right" else length
    lines = [f"HTTP/1.1 {line}", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1") + content


def encoded(body: Any) -> bytes:
    return json.dumps(body).encode()


def _empty_project(request: Request) -> Script | None:
    """What Together's version 2 says to a key whose project is empty."""
    if request.target.endswith("/v3/whoami"):
        return say(http({"type": "project_api_key", "project": {"id": "proj_empty"}}))
    if "/v2/projects/proj_empty/endpoints" in request.target:
        return say(http({"data": [], "next_cursor": None}))
    return None


class Server:
    """Listens on loopback; the first part of a request's path says which script answers.

    Scripts for Together are for its version 1: questions for version 2 are answered apart, with an
    empty project, and are none of ``requests``.

    Args:
        tls: Speaks TLS with this context.
        otherwise: Answers requests for other paths; without it, they are hung up on.
        greeting: Has each new connection before a request is read, or TLS spoken.
        trap: Port that answers may lead to.
    """

    def __init__(
        self,
        tls: ssl.SSLContext | None = None,
        otherwise: Script = Wire.close,
        greeting: Script | None = None,
        trap: int = 0,
    ) -> None:
        self._trap = trap
        self._tls = tls
        self._otherwise = otherwise
        self._greeting = greeting
        self._scripts: dict[str, list[Script]] = {}
        self._names = count()
        self._changed = threading.Condition()
        self._wires: set[Wire] = set()
        self._handlers: list[threading.Thread] = []
        #: Connections ever made, and requests ever read, in their order.
        self.accepted = 0
        self.requests: list[Request] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._acceptor = threading.Thread(target=self._accept, name="hostile-acceptor")
        self._acceptor.start()

    @property
    def port(self) -> int:
        return self._listener.getsockname()[1]

    @property
    def address(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def play(self, *scripts: Script) -> str:
        """The address of a new path, whose requests these scripts answer; the last one repeats."""
        name = f"s{next(self._names)}"
        self._scripts[name] = list(scripts)
        return f"{self.address}/{name}"

    def is_left(self) -> bool:
        """Whether all connections are closed, or get so long before a script gives up."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._wires, PATIENCE / 2)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes the acceptor
        self._listener.close()
        self._acceptor.join()
        with self._changed:
            left = list(self._wires)
        for wire in left:
            with contextlib.suppress(OSError):
                wire.connection.shutdown(socket.SHUT_RDWR)
        for handler in self._handlers:
            handler.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            wire = Wire(connection, self._trap)
            with self._changed:
                self.accepted += 1
                self._wires.add(wire)
            handler = threading.Thread(target=self._handle, args=[wire], name="hostile")
            self._handlers = [*(h for h in self._handlers if h.is_alive()), handler]
            handler.start()

    def _handle(self, wire: Wire) -> None:
        try:
            wire.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._greeting:
                self._greeting(wire)
            if self._tls:
                wire.start_tls(self._tls)
            while (request := _read_request(wire.connection)) is not None:
                script = _empty_project(request)
                if script is None:
                    self.requests.append(request)
                    script = self._script(request)
                script(wire)
        except (OSError, HangupError):
            pass  # the client or the script has hung up, as both may
        finally:
            wire.connection.close()
            with self._changed:
                self._wires.remove(wire)
                self._changed.notify_all()

    def _script(self, request: Request) -> Script:
        scripts = self._scripts.get(request.first_step, [])
        if len(scripts) > 1:
            return scripts.pop(0)
        return scripts[0] if scripts else self._otherwise


def _read_request(connection: socket.socket) -> Request | None:
    """Read one request with its body; None at the end of the connection."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65_536)
        if not more:
            return None
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"\r\ncontent-length: *(\d+)", head, re.IGNORECASE)
    missing = (int(length[1]) if length else 0) - len(body)
    while missing > 0:
        missing -= len(connection.recv(65_536)) or missing
    return Request(head)
