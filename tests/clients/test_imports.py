"""What a call imports: nothing, once another has been made."""

import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from endpoint_roster_ppio import AsyncPpio, Ppio
from support.http_server import Answer, ScriptedServer


class Spy:
    """A finder that notes which modules are searched for, and finds none."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def find_spec(self, name: str, path: Any, target: Any = None) -> None:
        self.names.append(name)


@pytest.fixture
def address() -> Iterator[str]:
    body = json.dumps({"data": [{"id": "e1"}], "has_more": False}).encode()
    with ScriptedServer(lambda _: Answer(body)) as server:
        yield server.url


async def test_a_second_call_searches_for_no_module(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search holds a lock, which a process that is forked meanwhile never gets back.

    Modules that are missing are searched for again each time.
    """
    spy = Spy()
    with Ppio(api_key="k", base_url=address) as ppio:
        async with AsyncPpio(api_key="k", base_url=address) as other:

            async def call_both() -> None:
                found = [one.id for one in ppio.endpoints.list()]
                found += [one.id async for one in other.endpoints.list()]
                assert found == ["e1", "e1"]

            await call_both()
            monkeypatch.setattr(sys, "meta_path", [spy, *sys.meta_path])
            await call_both()
    assert spy.names == []
