"""A cloud like Together's version 1 that has just the endpoints that a test wants."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

from .http_server import Answer, Request, ScriptedServer

#: Takes endpoints, and returns the environment of a user whose only account has them.
Serve = Callable[..., dict[str, str]]


def item(id_: str, name: str, **more: Any) -> dict[str, Any]:
    """An endpoint as Together sends it."""
    return {
        "object": "endpoint",
        "id": id_,
        "name": name,
        "model": "m",
        "type": "dedicated",
        "owner": "o",
        "state": "STARTED",
        "created_at": "2026-02-01T00:00:00Z",
        **more,
    }


def at_usual_address(env: dict[str, str]) -> dict[str, str]:
    """The environment of a user who reaches the same cloud under Together's name, by a proxy."""
    proxy = env["TOGETHER_BASE_URL"].removesuffix("/v1")
    return env | {"TOGETHER_BASE_URL": "http://api.together.ai/v1", "HTTP_PROXY": proxy}


@contextmanager
def serving() -> Generator[Serve]:
    """Serve endpoints one by one and as a list."""
    there: list[dict[str, Any]] = []

    def answer(request: Request) -> Answer:
        path = unquote(request.path.partition("?")[0])
        if path.endswith("/v1/endpoints"):
            return Answer(json.dumps({"object": "list", "data": there}).encode())
        found = [one for one in there if path.endswith(f"/v1/endpoints/{one['id']}")]
        return Answer(json.dumps(found[0]).encode()) if found else Answer(b"{}", 404)

    with ScriptedServer(answer) as server:

        def serve(*items: dict[str, Any]) -> dict[str, str]:
            there[:] = items
            return {"TOGETHER_API_KEY": "k", "TOGETHER_BASE_URL": f"{server.url}/v1"}

        yield serve
