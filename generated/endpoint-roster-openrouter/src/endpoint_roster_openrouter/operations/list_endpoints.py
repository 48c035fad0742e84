# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""GET /models/{author}/{slug}/endpoints"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging

if TYPE_CHECKING:
    from ..models.list_endpoints_response import ListEndpointsResponse


LIST_ENDPOINTS: Operation[ListEndpointsResponse] = Operation(
    name="endpoints.list",
    method="GET",
    path="/models/{author}/{slug}/endpoints",
    answer="ListEndpointsResponse",
    errors={"default": ("ErrorResponse",)},
    effect="read",
    paging=Paging(
        items="data.endpoints",
    ),
)


def list_endpoints(
    author: str,
    slug: str,
    *,
    http_referer: str | None = None,
    x_open_router_title: str | None = None,
    x_open_router_categories: str | None = None,
) -> Request[ListEndpointsResponse]:
    """Return a request of ``endpoints.list``, for ``client.send``."""
    return Request(
        LIST_ENDPOINTS,
        path={
            "author": author,
            "slug": slug,
        },
        headers={
            "HTTP-Referer": http_referer,
            "X-OpenRouter-Title": x_open_router_title,
            "X-OpenRouter-Categories": x_open_router_categories,
        },
    )
