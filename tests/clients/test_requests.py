"""What is sent is what httpx would send, though our clients make it ready only once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from endpoint_roster_core.auth import VolcengineAuth
from support.clients import CLIENTS, SECRET, GeneratedClient
from support.http_server import Answer, ScriptedServer
from support.http_server import Request as Received

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

each_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)
each_way = pytest.mark.parametrize("way", ["sync", "async"])

BASE = "https://api.example/base"
Options = dict[str, Any]
#: Options of our client, and of the httpx client that it is given.
SETTINGS: dict[str, tuple[Options, Options]] = {
    "none": ({}, {}),
    "headers": ({"headers": {"X-Team": "ads", "Accept": "*/*"}}, {}),
    "a host": ({"headers": {"Host": "other.example"}}, {}),
    "timeout": ({"timeout": 3.5}, {}),
    "headers of httpx": ({}, {"headers": {"X-Team": "ads"}}),
    "cookies of httpx": ({}, {"cookies": {"a": "b", "c": "d"}}),
    "timeout of httpx": ({}, {"timeout": 7.0}),
    "parameters of httpx": ({}, {"params": {"debug": ["1", "2"]}}),
}


class Recorder(httpx.MockTransport):
    """A transport that answers nothing useful and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(self._answer)
        self.requests: list[httpx.Request] = []

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(200, json={})


def call(client: GeneratedClient, way: str, http: Options, recorder: Recorder, **ours: Any) -> None:
    """Send the list operation through an httpx client with these arguments."""
    request = client.request()
    if way == "sync":
        made = client.make(
            http_client=httpx.Client(transport=recorder, **http), base_url=BASE, **ours
        )
        made.send(request)
        return
    http_client = httpx.AsyncClient(transport=recorder, **http)
    made = client.make_async(http_client=http_client, base_url=BASE, **ours)
    asyncio.run(made.send(request))


def own_headers(client: GeneratedClient) -> dict[str, str]:
    """What the client adds to each request, besides what signs it."""
    headers = {
        "User-Agent": f"endpoint-roster-{client.provider}/{client.package.__version__}",
        "Accept": "application/json",
        "Accept-Encoding": "gzip",
    }
    if client.provider == "huawei":
        return {**headers, "Content-Type": "application/json", "X-Auth-Token": SECRET}
    bearer = client.provider != "volcengine"
    return {**headers, "Authorization": f"Bearer {SECRET}"} if bearer else headers


def by_httpx(client: GeneratedClient, http: Options, ours: Options) -> httpx.Request:
    """The request that httpx sends for the same arguments."""
    recorder = Recorder()
    request, operation = client.request(), client.operation
    auth = None
    if client.provider == "volcengine":
        keys = client.credentials
        auth = VolcengineAuth(
            keys["access_key"], keys["secret_key"], session_token=keys["session_token"]
        )
    with httpx.Client(transport=recorder, **http) as plain:
        plain.request(
            operation.method,
            BASE + request.path,
            headers={**own_headers(client), **ours.get("headers", {})},
            params={**operation.constants, **request.query} or None,
            json=request.json,
            auth=auth,
            timeout=ours.get("timeout", httpx.USE_CLIENT_DEFAULT),
        )
    (sent,) = recorder.requests
    return sent


def comparable(request: httpx.Request) -> tuple[Any, ...]:
    """All of a request that goes over the wire, headers with their number but in any order."""
    moving = (b"x-date", b"authorization") if "x-date" in request.headers else ()
    headers = sorted(
        (name.lower(), b"" if name.lower() in moving else value)
        for name, value in request.headers.raw
    )
    return request.method, str(request.url), headers, request.content


@each_client
@each_way
@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_it_is_what_httpx_would_send(
    client: GeneratedClient, settings: tuple[Options, Options], way: str
) -> None:
    ours, http = settings
    recorder = Recorder()
    call(client, way, http, recorder, **ours)
    (one,), other = recorder.requests, by_httpx(client, http, ours)
    assert comparable(one) == comparable(other)
    assert sum(name.lower() == b"host" for name, _ in one.headers.raw) == 1
    if "timeout" in {**ours, **http}:
        connect = min(5.0, ours.get("timeout", 99))
        assert one.extensions["timeout"]["read"] == other.extensions["timeout"]["read"]
        assert "timeout" in http or one.extensions["timeout"]["connect"] == connect


@each_client
@each_way
def test_a_client_without_a_time_out_of_its_own_has_ours(client: GeneratedClient, way: str) -> None:
    recorder = Recorder()
    call(client, way, {}, recorder)
    expected = {"connect": 5.0, "read": 30.0, "write": 30.0, "pool": 30.0}
    assert recorder.requests[0].extensions["timeout"] == expected


@each_client
def test_each_request_is_sent_as_the_client_is_then(client: GeneratedClient) -> None:
    recorder = Recorder()
    http_client = httpx.Client(transport=recorder)
    one = client.make(http_client=http_client, base_url=BASE)
    changes: list[Callable[[httpx.Client], Any]] = [
        lambda _: None,
        lambda it: it.headers.update({"X-Late": "1"}),
        lambda it: it.headers.pop("X-Late"),
        lambda it: setattr(it, "timeout", 7.0),
        lambda it: setattr(it, "params", {"late": "1"}),
        lambda it: it.cookies.set("late", "1"),
    ]
    for change in changes:
        change(http_client)
        one.send(client.request())
    plain, late, gone, slow, asked, fed = recorder.requests
    assert "x-late" not in plain.headers
    assert late.headers["x-late"] == "1"
    assert comparable(gone) == comparable(plain)
    assert slow.extensions["timeout"]["read"] == 7.0
    assert asked.url.params["late"] == "1"
    assert fed.headers["cookie"] == "late=1"


@each_client
def test_a_request_keeps_nothing_of_the_one_before(client: GeneratedClient) -> None:
    recorder = Recorder()
    seen: list[bytes] = []

    def hook(request: httpx.Request) -> None:
        seen.append(request.content)
        request.headers["X-Hook"] = str(len(seen))

    http_client = httpx.Client(transport=recorder, event_hooks={"request": [hook]})
    one = client.make(http_client=http_client)
    for _ in range(3):
        one.send(client.request())
    assert [request.headers.get_list("x-hook") for request in recorder.requests] == [
        ["1"],
        ["2"],
        ["3"],
    ]
    assert len(set(seen)) == 1


def test_cookies_of_an_answer_are_kept_by_a_client_of_ones_own_only() -> None:
    client = GeneratedClient("together")
    seen: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("cookie"))
        return httpx.Response(200, json={"data": []}, headers={"Set-Cookie": "a=b"})

    with client.connect(answer) as one:
        one.send(client.request())
        one.send(client.request())
    assert seen == [None, "a=b"]


Head = tuple[str, str, list[tuple[str, str]], bytes]


@pytest.fixture
def loopback() -> Iterator[ScriptedServer]:
    with ScriptedServer(lambda _: Answer(headers={"Set-Cookie": "a=b"})) as server:
        yield server


def head_of(request: Received) -> Head:
    headers = sorted((name.lower(), value) for name, value in request.headers.items())
    return request.method, request.path, headers, request.body


def without_signature(head: Head) -> Head:
    method, path, headers, body = head
    if any(name == "x-date" for name, _ in headers):
        moving = ("x-date", "authorization")
        headers = [(name, "" if name in moving else value) for name, value in headers]
    return method, path, headers, body


@each_client
@each_way
@pytest.mark.parametrize(
    "headers",
    [{}, {"X-Team": "ads", "Accept": "*/*"}, {"Host": "other.example"}],
    ids=["none", "headers", "a host"],
)
def test_over_the_wire_it_is_what_httpx_would_send(
    client: GeneratedClient, way: str, headers: Mapping[str, str], loopback: ScriptedServer
) -> None:
    """Our own httpx client, and the third request as the first: it has no cookies to send."""

    async def send_async() -> None:
        async with client.make_async(base_url=loopback.url, headers=headers) as made:
            for _ in range(3):
                await made.send(client.request())

    if way == "async":
        asyncio.run(send_async())
    else:
        with client.make(base_url=loopback.url, headers=headers) as made:
            for _ in range(3):
                made.send(client.request())
    expected = by_httpx(client, {}, {"headers": {"Host": loopback.url[7:], **headers}})
    wire = (
        expected.method,
        expected.url.raw_path.decode().removeprefix("/base"),
        sorted((name.decode().lower(), value.decode()) for name, value in expected.headers.raw),
        expected.content,
    )
    heads = [without_signature(head_of(one)) for one in loopback.requests]
    assert heads == [without_signature(wire)] * 3


@each_way
@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("https://api.example/v1", "https://api.example/v3/whoami"),
        ("https://api.example/v1/", "https://api.example/v3/whoami"),
        ("https://api.example", "https://api.example/v3/whoami"),
        ("https://gateway.example/together/v1", "https://gateway.example/together/v3/whoami"),
        ("https://gateway.example/v1/together", "https://gateway.example/v1/together/v3/whoami"),
        ("https://v1", "https://v1/v3/whoami"),
    ],
)
def test_another_version_takes_the_place_of_the_base_address_own(
    base_url: str, expected: str, way: str
) -> None:
    from endpoint_roster_together.operations.get_identity import get_identity

    (together,) = (client for client in CLIENTS if client.provider == "together")
    recorder = Recorder()
    if way == "sync":
        http_client = httpx.Client(transport=recorder)
        made = together.make(http_client=http_client, base_url=base_url)
        made.send(get_identity())
    else:
        made = together.make_async(
            http_client=httpx.AsyncClient(transport=recorder), base_url=base_url
        )
        asyncio.run(made.send(get_identity()))
    assert [str(one.url) for one in recorder.requests] == [expected]
