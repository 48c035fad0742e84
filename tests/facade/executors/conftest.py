"""A cloud with one endpoint for each account, whose id is the account's key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from endpoint_roster import Account
from support.http_server import Answer, Request, ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Iterator


def answer(request: Request) -> Answer:
    key = request.headers["Authorization"].removeprefix("Bearer ")
    return Answer(json.dumps({"data": [{"id": key}], "has_more": False}).encode())


@pytest.fixture
def cloud() -> Iterator[ScriptedServer]:
    with ScriptedServer(answer) as server:
        yield server


@pytest.fixture
def accounts(cloud: ScriptedServer) -> list[Account]:
    """Return 40 accounts: in two groups or more, whatever the number of workers."""
    return [Account("ppio", f"a{n}", api_key=f"key-{n:02}", base_url=cloud.url) for n in range(40)]
