"""What the tests of the facade share: a clean environment, simulated clouds, a scripted server."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Protocol, cast

import pytest
from endpoint_roster import Account
from endpoint_roster_sim import Simulator

if TYPE_CHECKING:
    from pathlib import Path

OURS = ("ENDPOINT_ROSTER_", "VOLC", "PPIO_", "TOGETHER_", "OPENROUTER_", "HUAWEICLOUD_")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(OURS) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def no_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ENDPOINT_ROSTER_CONFIG", raising=False)
    # Where the three kinds of platforms keep configuration.
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        file = tmp_path / "roster.toml"
        file.write_text(text, encoding="utf-8")
        file.chmod(0o600)
        return file

    return write


@pytest.fixture(scope="session")
def simulator() -> Iterator[Simulator]:
    with Simulator(endpoints=36) as running:
        yield running


@pytest.fixture
def simulated_accounts(simulator: Simulator) -> list[Account]:
    return [Account(provider, **about) for provider, about in simulator.describe().items()]


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    body: bytes = b"{}"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})


Script = Callable[[Request], Answer]


class ScriptedServer:
    """A real HTTP server on loopback that answers as its script says."""

    def __init__(self, script: Script) -> None:
        self.requests: list[Request] = []
        self.connections = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                outer.connections += 1
                super().setup()

            def finish(self) -> None:
                try:
                    super().finish()
                finally:
                    outer.connections -= 1

            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                request = Request(
                    self.command, self.path, dict(self.headers), self.rfile.read(length)
                )
                outer.requests.append(request)
                answer = script(request)
                try:
                    if "Date" in answer.headers:
                        self.send_response_only(answer.status)
                    else:
                        self.send_response(answer.status)
                    for name, value in answer.headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(answer.body)))
                    self.end_headers()
                    self.wfile.write(answer.body)
                except OSError:
                    self.close_connection = True  # the client has gone, as some tests want it to

            do_CONNECT = do_POST = do_GET  # noqa: N815 - the name that http.server looks for

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        host, port = cast("tuple[str, int]", self._server.server_address)
        self.url = f"http://{host}:{port}"

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class Serve(Protocol):
    def __call__(self, script: Script) -> ScriptedServer: ...


@pytest.fixture
def serve() -> Iterator[Serve]:
    running: list[ScriptedServer] = []

    def start(script: Script) -> ScriptedServer:
        running.append(ScriptedServer(script))
        return running[-1]

    yield start
    for server in running:
        server.close()


@pytest.fixture
def no_garbage_collection() -> Iterator[None]:
    """Let nothing be freed by a collection that merely happens to come."""
    gc.collect()  # whatever earlier tests left to it
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def answer() -> type[Answer]:
    return Answer


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], None]:
    def wait(condition: Callable[[], bool]) -> None:
        end = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < end, "it did not come true within 30 seconds"
            time.sleep(0.01)

    return wait
