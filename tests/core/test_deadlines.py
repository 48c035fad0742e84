"""A call's deadline ends whatever the call is doing, and long before any timeout would."""

from __future__ import annotations

import threading
import time

import pytest
import trio
from endpoint_roster_core import ArgumentError, ClientTimeoutError
from endpoint_roster_together import AsyncTogether, Together
from endpoint_roster_together.operations.list_endpoints import list_endpoints
from support.http_server import Answer, Request, ScriptedServer
from support.raw_server import Server, Wire

#: Seconds. Each step may take long, but all of them together may not.
TIMEOUT, DEADLINE, SOON = 60.0, 0.5, 20.0


def read_slowly(wire: Wire) -> None:
    """Read for two seconds, a little at a time."""
    for _ in range(40):
        wire.connection.recv(4096)
        time.sleep(0.05)
    wire.close()


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_of_a_server_that_says_nothing(scheme: str) -> None:
    with (
        Server(greeting=Wire.hold) as server,
        Together(
            api_key="k",
            base_url=f"{scheme}://127.0.0.1:{server.port}",
            timeout=TIMEOUT,
            deadline=DEADLINE,
        ) as client,
    ):
        began = time.monotonic()
        with pytest.raises(ClientTimeoutError, match="within the deadline") as caught:
            list(client.endpoints.list())
        assert time.monotonic() - began < SOON
        assert caught.value.may_have_reached_server == (scheme == "http")


def test_of_a_server_that_reads_slowly() -> None:
    with (
        Server(greeting=read_slowly) as server,
        Together(
            api_key="k", base_url=server.address, timeout=TIMEOUT, deadline=DEADLINE
        ) as client,
    ):
        began = time.monotonic()
        with pytest.raises(ClientTimeoutError, match="within the deadline") as caught:
            client.endpoints.update("e-1", display_name="x" * 2**24)
        assert time.monotonic() - began < SOON
        assert caught.value.may_have_reached_server


def test_under_trio_and_reads_are_sent_again_there() -> None:
    asked: list[Request] = []

    def script(request: Request) -> Answer:
        asked.append(request)
        if len(asked) == 1:
            return Answer(status=503)
        if len(asked) == 2:
            return Answer(b'{"object": "list", "data": []}')
        over.wait()
        raise ConnectionError

    async def use(url: str) -> None:
        async with AsyncTogether(
            api_key="k", base_url=url, timeout=TIMEOUT, deadline=SOON
        ) as client:
            assert [one async for one in client.endpoints.list()] == []
            with pytest.raises(ClientTimeoutError, match="within the deadline"):
                await client.send(list_endpoints(), deadline=DEADLINE)

    over = threading.Event()
    with ScriptedServer(script) as server:
        try:
            trio.run(use, server.url)
        finally:
            over.set()
    assert len(asked) == 3


@pytest.mark.parametrize("deadline", [float("nan"), "5"])
def test_that_is_no_number_is_refused(deadline: float) -> None:
    with (
        Together(api_key="k") as client,
        pytest.raises(ArgumentError, match="deadline must be a number of seconds"),
    ):
        client.send(list_endpoints(), deadline=deadline)
