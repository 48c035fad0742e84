"""A cloud on loopback for these tests: an identity service and an API, on ports of their own."""

import json
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NOW = datetime(2026, 5, 14, 13, 31, 33, tzinfo=UTC)
PASSWORD = "p4ss-FAKE-s3cret"


@dataclass
class Received:
    """One request as it arrived."""

    method: str
    path: str
    headers: Message
    body: bytes


@dataclass
class Reply:
    """One answer to give."""

    status: int
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


Answer = Callable[[Received], Reply]


@contextmanager
def serve(answer: Answer) -> Generator[str]:
    """Answer HTTP requests on a free port, each in a thread of its own, and give its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def respond(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            reply = answer(Received(self.command, self.path, self.headers, body))
            content = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body)
            data = content if isinstance(content, bytes) else content.encode()
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = respond  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Keep quiet."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that went away is part of the tests."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Cloud:
    """Issues ``token-1``, ``token-2`` ... and serves whoever shows one that is good."""

    def __init__(self) -> None:
        self.iam_url = ""
        self.api_url = ""
        self.logins: list[Received] = []
        self.calls: list[Received] = []
        self.good: set[str] = set()
        self.lifetime = timedelta(hours=24)
        self.now = NOW
        self.gate = threading.Event()
        self.gate.set()
        self.answer_login: Answer = self.issue
        self._lock = threading.Lock()

    def clock(self) -> datetime:
        return self.now

    def issue(self, _: Received) -> Reply:
        token = f"token-{len(self.logins)}"
        self.good.add(token)
        expires_at = (self.now + self.lifetime).isoformat().replace("+00:00", ".000000Z")
        return Reply(201, {"token": {"expires_at": expires_at}}, {"X-Subject-Token": token})

    def login(self, received: Received) -> Reply:
        with self._lock:
            self.logins.append(received)
            reply = self.answer_login(received)
        assert self.gate.wait(30)
        return reply

    def call(self, received: Received) -> Reply:
        with self._lock:
            self.calls.append(received)
            token = received.headers.get("X-Auth-Token")
            if token in self.good:
                return Reply(200, {"token": token, "body": received.body.decode()})
            return Reply(401, {"error_code": "APIG.0301", "error_msg": "bad token"})

    @contextmanager
    def running(self) -> Generator["Cloud"]:
        with serve(self.login) as self.iam_url, serve(self.call) as self.api_url:
            yield self
