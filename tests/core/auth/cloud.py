"""A cloud on loopback for these tests: an identity service and an API, on ports of their own."""

import json
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from support.http_server import Answer as ServerAnswer
from support.http_server import Request as Received
from support.http_server import ScriptedServer

NOW = datetime(2026, 5, 14, 13, 31, 33, tzinfo=UTC)
PASSWORD = "p4ss-FAKE-s3cret"


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

    def script(request: Received) -> ServerAnswer:
        reply = answer(request)
        content = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
        headers = {"Content-Type": "application/json", **reply.headers}
        return ServerAnswer(content, reply.status, headers)

    with ScriptedServer(script) as server:
        yield server.url


class Cloud:
    """Issues ``token-1``, ``token-2`` ... and serves requests with a valid one."""

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
