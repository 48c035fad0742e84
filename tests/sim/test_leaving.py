"""A client may leave at any moment: a simulated cloud says nothing about it, and goes on."""

from __future__ import annotations

import itertools
import re
import socket
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from endpoint_roster_core.auth import VolcengineAuth
from endpoint_roster_sim import PROVIDERS, Cloud, Fault, Simulator, parse_fault
from support.leftovers import soon

if TYPE_CHECKING:
    from collections.abc import Iterator

#: One of each kind, and both sorts of a kind that has two.
FAULTS = (
    "none",
    "status=503,retry-after=1",
    "latency=0.01",
    "reset",
    "reset=0.5",
    "lost-answer",
    "truncation=0.5",
    "truncation=0.5,silent",
    "drip=0.03,pieces=5",
    "clock-skew=10",
    "drift=appear",
)
#: Reset at once, as a process that was killed; or close, as one that has read enough.
WAYS = {"reset": struct.pack("ii", 1, 0), "close": None}
#: More than the buffers of both ends hold.
MANY = 600


@dataclass(frozen=True)
class Sent:
    """A request as it goes over the wire, and how much is read of its answer before leaving."""

    data: bytes
    reads: int = 0


def request_of(cloud: Cloud[Any]) -> bytes:
    """One complete, good request for endpoints."""
    about = cloud.describe()
    url, body, auth = f"{cloud.base_url}/endpoints", b"", None
    headers = {"Authorization": f"Bearer {about.get('api_key')}"}
    match cloud.provider:
        case "volcengine":
            url, body = f"{cloud.base_url}/?Action=ListEndpoints&Version=2024-01-01", b"{}"
            auth = VolcengineAuth(about["access_key"], about["secret_key"])
            headers = {"Content-Type": "application/json"}
        case "ppio":
            url = f"{cloud.base_url}/gpus/v2/endpoints?limit={MANY}"
        case "openrouter":
            url = f"{cloud.base_url}/models/{about['models'][0]}/endpoints"
        case "huawei":
            url = f"{cloud.base_url}/v1/{about['project_id']}/services"
            headers = {"X-Auth-Token": about["token"]}
        case _:
            pass
    made = httpx.Request("POST" if body else "GET", url, headers=headers, content=body)
    return as_sent(next(auth.sync_auth_flow(made)) if auth else made)


def change_of(cloud: Cloud[Any]) -> bytes:
    """A request with a body that a provider reads, good or not."""
    about = cloud.describe()
    headers = {"Authorization": f"Bearer {about.get('api_key')}"}
    url = (
        f"{about['iam_url']}/v3/auth/tokens"
        if "iam_url" in about
        else f"{cloud.base_url}/endpoints"
    )
    return as_sent(httpx.Request("POST", url, headers=headers, json={"model": "m" * 99}))


def as_sent(made: httpx.Request) -> bytes:
    lines = [f"{made.method} {made.url.raw_path.decode()} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in made.headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + made.content


def departures(request: bytes) -> Iterator[Sent]:
    """Each point at which a client can leave."""
    head = request.index(b"\r\n\r\n") + 4
    for end in (0, 3, request.index(b"\r\n") + 2, head - 2, head, len(request)):
        yield Sent(request[:end])
    for reads in (1, 12, 400, 100_000):
        yield Sent(request, reads)
    yield Sent(request + request, 1)  # the next request is there already


def leave(address: tuple[str, int], sent: Sent, linger: bytes | None) -> None:
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(30)
        client.connect(address)
        client.sendall(sent.data)
        answer = b""
        try:
            while len(answer) < sent.reads and not is_complete(answer):
                piece = client.recv(min(sent.reads - len(answer), 4096))
                if not piece:
                    break
                answer += piece
        except ConnectionResetError:
            return  # the fault
        if linger:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


def is_complete(answer: bytes) -> bool:
    head, end, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: ([0-9]+)", head, re.IGNORECASE)
    return bool(end) and length is not None and len(body) >= int(length[1])


@pytest.mark.parametrize(
    ("provider", "fault"),
    [*itertools.product(PROVIDERS, FAULTS), ("huawei", "token-expiry")],
)
def test_nothing_is_said(
    provider: str, fault: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    faults = [] if fault == "none" else [fault]
    with Simulator(MANY, 7, providers=[provider], faults=faults) as simulator:
        cloud: Cloud[Any] = simulator[provider]
        url = httpx.URL(cloud.base_url)
        request = request_of(cloud)
        points = [*departures(request), *departures(change_of(cloud))]
        for sent, linger in itertools.product(points, WAYS.values()):
            leave((url.host, url.port or 0), sent, linger)
        before = len(cloud.requests)
        leave((url.host, url.port or 0), Sent(request, 1), None)
        assert soon(lambda: len(cloud.requests) > before)
    assert caplog.text == ""
    assert capfd.readouterr().err == ""


def test_each_kind_of_fault_is_tried() -> None:
    tried = {parse_fault(text).word for text in [*FAULTS, "token-expiry"] if text != "none"}
    assert tried == {kind.word for kind in Fault.__subclasses__()}
