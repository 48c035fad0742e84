"""Idempotency keys: which one a call has, and that its attempts share it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from endpoint_roster_core.clock import Clock
from support.clients import GeneratedClient
from support.openrouter import WANTED, clock
from support.ways import done, each_way

if TYPE_CHECKING:
    from collections.abc import Callable

CREATED = {
    "data": {
        "id": "pe_1",
        "status": "draft",
        "model_permaslug": "meta-llama/llama-3.3-70b-instruct",
        "model_slug": None,
        "model_name": None,
        "provider_name": "Together",
        "declared_region": None,
        "declared_zdr": None,
        "created_at": "2026-03-04T05:06:07Z",
    }
}
#: What happens to an attempt that is followed by another one.
EVENTS: list[Callable[[], int | Exception]] = [
    lambda: 408,
    lambda: 429,
    lambda: 500,
    lambda: 503,
    lambda: httpx.ConnectError("refused"),
    lambda: httpx.ReadTimeout("late"),
    lambda: httpx.RemoteProtocolError("cut"),
]


class Server:
    """Answers 201 after some attempts to which something else happens, and keeps the keys."""

    def __init__(self, way: str, *events: Callable[[], int | Exception], time: Clock) -> None:
        self.keys: list[str | None] = []
        self._events = events
        client = GeneratedClient("openrouter")
        connect = client.connect if way == "sync" else client.connect_async
        self.openrouter: Any = connect(self._handle, clock=time)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        number = len(self.keys)
        self.keys.append(request.headers.get("idempotency-key"))
        event = self._events[number]() if number < len(self._events) else 201
        if isinstance(event, Exception):
            raise event
        error = {"error": {"code": event, "message": "Not now."}}
        return httpx.Response(event, json=CREATED if event == 201 else error)


@each_way
@pytest.mark.parametrize("event", EVENTS, ids=lambda event: repr(event()))
async def test_all_attempts_of_a_call_have_the_same(
    way: str, event: Callable[[], int | Exception]
) -> None:
    server = Server(way, event, event, time=clock())
    await done(server.openrouter.private_endpoints.create(**WANTED))
    assert server.keys == ["key-1"] * 3


@each_way
async def test_each_call_has_its_own(way: str) -> None:
    server = Server(way, time=clock())
    private = server.openrouter.private_endpoints
    await done(private.create(**WANTED))
    await done(private.create({**WANTED}))
    await done(private.create(**WANTED, idempotency_key=None))
    assert server.keys == ["key-1", "key-2", "key-3"]


@each_way
async def test_the_callers_own_is_kept(way: str) -> None:
    server = Server(way, lambda: 500, time=clock())
    await done(server.openrouter.private_endpoints.create(**WANTED, idempotency_key="mine"))
    assert server.keys == ["mine", "mine"]


@each_way
async def test_a_request_that_is_sent_twice_is_two_calls(way: str) -> None:
    from endpoint_roster_openrouter.operations.create_private_endpoint import (
        create_private_endpoint,
    )

    server = Server(way, time=Clock())
    request = create_private_endpoint(WANTED)
    await done(server.openrouter.send(request))
    await done(server.openrouter.send(request))
    one, other = server.keys
    assert one is not None
    assert other is not None
    assert one != other
    assert len(one) == len(other) == 32
    assert request.headers == {}


@each_way
async def test_other_operations_have_none(way: str) -> None:
    server = Server(way, time=clock())
    private = server.openrouter.private_endpoints
    await done(private.activate("pe_1"))
    await done(private.disable("pe_1"))
    assert server.keys == [None, None]
