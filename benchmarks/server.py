"""The server of the calls: each body on its own port, sent for any request.

It runs in a separate process, so that its work counts as no subject's CPU time.
"""

import json
import socketserver
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from . import bodies
from .measure import child_environment

#: By provider and number of endpoints.
Ports = dict[str, dict[int, int]]


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, body: bytes) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        self.answer = head.encode() + b"\r\n\r\n" + body


class _Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def handle(self) -> None:
        answer = cast("_Server", self.server).answer
        try:
            while self.rfile.readline():  # one turn for each request of a connection kept open
                length = 0
                while (line := self.rfile.readline().strip()) != b"":
                    name, _, value = line.partition(b":")
                    if name.lower() == b"content-length":
                        length = int(value)
                self.rfile.read(length)
                self.wfile.write(answer)
        except ConnectionError:
            pass  # a client may hang up as it likes


@contextmanager
def serving(folder: Path) -> Generator[Ports]:
    """Serve the bodies of a folder while the ``with`` block lasts."""
    command = [sys.executable, "-m", "benchmarks.server", str(folder)]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=child_environment()
    ) as process:
        try:
            yield decode(cast("IO[bytes]", process.stdout).readline())
        finally:
            cast("IO[bytes]", process.stdin).close()


def decode(text: str | bytes) -> Ports:
    """Read ports from JSON, which knows no numbers as keys."""
    found: dict[str, dict[str, int]] = json.loads(text)
    return {
        provider: {int(size): port for size, port in ports.items()}
        for provider, ports in found.items()
    }


def main(folder: Path) -> None:
    """Serve, say where, and end when standard input does."""
    ports: Ports = {}
    for provider in bodies.PROVIDERS:
        for size in bodies.SIZES:
            server = _Server(bodies.read(folder, provider, size))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            ports.setdefault(provider, {})[size] = int(server.server_address[1])
    print(json.dumps(ports), flush=True)  # noqa: T201
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
