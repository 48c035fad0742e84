"""Clients made from variables and arguments, and what they send of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    import pytest

    from support.clients import GeneratedClient


def cls_of(client: GeneratedClient, way: str) -> Any:
    return client.sync_class if way == "sync" else client.async_class


def set_all(client: GeneratedClient, monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    """Set the variables of a client's credentials."""
    for argument, value in {**client.credentials, **values}.items():
        monkeypatch.setenv(client.variables[argument], value)


def sent_headers(client: GeneratedClient, **options: Any) -> httpx.Headers:
    """What a client sends that is made with these arguments only."""
    seen: list[httpx.Headers] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers)
        return httpx.Response(200, json={"data": {"endpoints": []}})

    http_client = httpx.Client(transport=httpx.MockTransport(answer))
    with client.sync_class(http_client=http_client, **options) as made:
        made.send(client.request())
    return seen[0]
