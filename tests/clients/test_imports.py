"""What a call imports: nothing, once another has been made."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from endpoint_roster_ppio import AsyncPpio, Ppio
from support.clients import CLIENTS, CREDENTIALS, GeneratedClient
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


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)
def test_a_client_with_a_key_or_token_imports_httpx_when_it_calls(client: GeneratedClient) -> None:
    """What signs its requests needs httpx sooner: with access keys."""
    code = f"""
import sys
sys.path[:] = {sys.path!r}
from endpoint_roster_{client.provider} import {client.name}
{client.name}(**{CREDENTIALS[client.provider]!r}).endpoints
print(len(sys.modules), "httpx" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], check=True, capture_output=True, text=True
    )
    count, has_httpx = done.stdout.split()
    assert has_httpx == str(client.provider == "volcengine")
    assert int(count) < (300 if client.provider == "volcengine" else 150)
