"""Clouds that answer with one page after the other, and what comes of listing them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
from endpoint_roster_core import PagingError

from support.clients import GeneratedClient

PPIO = GeneratedClient("ppio")
ARK = GeneratedClient("volcengine")
#: Answers the request of a number, counted from 1.
Pages = Callable[[int, httpx.Request], Any]


def always(body: Any) -> Pages:
    """The same answer for every request."""
    return lambda _number, _request: body


@dataclass
class Cloud(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers requests without looking at more of them than needed."""

    pages: Pages
    asked: list[httpx.Request] = field(default_factory=list[httpx.Request])

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        body = self.pages(len(self.asked), request)
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        # Ark's id is in the body.
        has_header = "volcengine" not in request.url.host
        headers = {"X-Request-Id": f"request-{len(self.asked)}"} if has_header else {}
        return httpx.Response(200, content=content, headers=headers)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return self.handle_request(request)


@dataclass
class Outcome:
    """What came of a listing.

    Attributes:
        ids: The ids of the endpoints that were delivered.
        error: What was raised in the end.
        requests: How many were sent.
    """

    ids: list[Any]
    error: Any
    requests: int

    def ended(self, kind: str, words: str) -> None:
        assert self.error.kind == kind
        assert words in str(self.error)


async def listed(way: str, client: GeneratedClient, pages: Pages, **arguments: Any) -> Outcome:
    cloud = Cloud(pages)
    ids: list[Any] = []
    error: Any = None
    try:
        if way == "sync":
            with client.make(http_client=httpx.Client(transport=cloud)) as made:
                ids.extend(one.id for one in client.listing(made, **arguments))
        else:
            http_client = httpx.AsyncClient(transport=cloud)
            async with client.make_async(http_client=http_client) as made:
                async for one in client.listing(made, **arguments):
                    ids.append(one.id)  # noqa: PERF401 - what comes before an error counts
    except client.package.ClientError as raised:
        error = raised
    if error is not None:
        assert error.operation == "endpoints.list"
        assert type(error) is client.package.PagingError is PagingError
        assert isinstance(error, client.package.DecodeError)
        assert str(error).startswith("endpoints.list: ")
        assert error.may_have_reached_server
        assert (error.status, error.attempts) == (200, 1)
        assert error.request_id == (
            "r" if client.provider == "volcengine" else f"request-{len(cloud.asked)}"
        )
    return Outcome(ids, error, len(cloud.asked))


def ppio(*ids: str, cursor: Any = None, more: Any = None) -> dict[str, Any]:
    page: dict[str, Any] = {"data": [{"id": one} for one in ids]}
    if cursor is not None:
        page["next_cursor"] = cursor
    page["has_more"] = cursor is not None if more is None else more
    return page


def ark(*ids: str, total: Any, size: int = 2, number: int = 1) -> dict[str, Any]:
    items = [{"Id": one} for one in ids]
    result = {"TotalCount": total, "PageNumber": number, "PageSize": size, "Items": items}
    return {"ResponseMetadata": {"RequestId": "r"}, "Result": result}


def asked_for(request: httpx.Request) -> int:
    """The number of the page that Ark is asked for."""
    return json.loads(request.content).get("PageNumber", 1)
