"""What is sent is what httpx would send, though our clients make it ready only once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from support.clients import CLIENTS, SECRET, GeneratedClient

if TYPE_CHECKING:
    from collections.abc import Callable

each_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)

#: Settings of a client, and what its httpx client is told after it was made.
Change = dict[str, Any]
SETTINGS: dict[str, Change] = {
    "none": {},
    "headers": {"headers": {"X-Team": "ads", "Accept": "*/*"}},
    "a host": {"headers": {"Host": "other.example"}},
    "cookies": {"cookies": {"a": "b", "c": "d"}},
    "timeout": {"timeout": 3.5},
    "parameters": {"httpx_args": {"params": {"debug": "1"}}},
}


class Recorder(httpx.MockTransport):
    """A transport that answers nothing useful and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(self._answer)
        self.requests: list[httpx.Request] = []

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(200, json={})


def comparable(request: httpx.Request) -> tuple[Any, ...]:
    """All of a request that goes over the wire, headers with their number but in any order."""
    headers = sorted((name.lower(), value) for name, value in request.headers.raw)
    return request.method, str(request.url), headers, request.content, request.extensions


def made(client: GeneratedClient, recorder: Recorder, settings: Change) -> Any:
    arguments = {**settings.get("httpx_args", {}), "transport": recorder}
    options = {**settings, "httpx_args": arguments}
    return client.package.AuthenticatedClient("https://api.example/base", token=SECRET, **options)


def call(client: GeneratedClient, one: Any, asynchronous: bool) -> None:
    if asynchronous:
        asyncio.run(client.operation.asyncio_detailed(client=one, **client.arguments))
    else:
        client.operation.sync_detailed(client=one, **client.arguments)


@each_client
@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_it_is_what_httpx_would_send(
    client: GeneratedClient, settings: Change, asynchronous: bool
) -> None:
    ready, plain = Recorder(), Recorder()
    call(client, made(client, ready, settings), asynchronous)
    # The same httpx client, used as if it were the user's own: then httpx builds each request.
    foreign = made(client, plain, settings)
    if asynchronous:
        foreign.set_async_httpx_client(foreign.get_async_httpx_client())
    else:
        foreign.set_httpx_client(foreign.get_httpx_client())
    call(client, foreign, asynchronous)
    (one,), (other,) = ready.requests, plain.requests
    assert comparable(one) == comparable(other)
    assert sum(name.lower() == b"host" for name, _ in one.headers.raw) == 1


@each_client
def test_each_request_is_sent_as_the_client_is_then(client: GeneratedClient) -> None:
    recorder = Recorder()
    one = made(client, recorder, {})
    changes: list[Callable[[httpx.Client], Any]] = [
        lambda _: None,
        lambda it: it.headers.update({"X-Late": "1"}),
        lambda it: it.headers.pop("X-Late"),
        lambda it: setattr(it, "timeout", 7.0),
        lambda it: setattr(it, "params", {"late": "1"}),
    ]
    for change in changes:
        change(one.get_httpx_client())
        call(client, one, asynchronous=False)
    plain, late, gone, slow, asked = recorder.requests
    assert "x-late" not in plain.headers
    assert late.headers["x-late"] == "1"
    assert comparable(gone) == comparable(plain)
    assert slow.extensions["timeout"]["read"] == 7.0
    assert asked.url.params["late"] == "1"


@each_client
def test_a_request_keeps_nothing_of_the_one_before(client: GeneratedClient) -> None:
    recorder = Recorder()
    seen: list[bytes] = []

    def hook(request: httpx.Request) -> None:
        seen.append(request.content)
        request.headers["X-Hook"] = str(len(seen))

    one = made(client, recorder, {"httpx_args": {"event_hooks": {"request": [hook]}}})
    for _ in range(3):
        call(client, one, asynchronous=False)
    assert [request.headers.get_list("x-hook") for request in recorder.requests] == [
        ["1"],
        ["2"],
        ["3"],
    ]
    assert len(set(seen)) == 1
