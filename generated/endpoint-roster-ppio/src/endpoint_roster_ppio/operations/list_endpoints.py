# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""GET /gpus/v2/endpoints"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging

if TYPE_CHECKING:
    from ..models.list_endpoints_response import ListEndpointsResponse


LIST_ENDPOINTS: Operation[ListEndpointsResponse] = Operation(
    name="endpoints.list",
    method="GET",
    path="/gpus/v2/endpoints",
    answer="ListEndpointsResponse",
    errors={"default": ("ErrorResponse",)},
    bounds={
        "limit": (0, None),
        "cursor": (0, 1024),
    },
    effect="read",
    paging=Paging(
        items="data",
        style="cursor",
        cursor=("next_cursor", "cursor"),
        more="has_more",
    ),
)


def list_endpoints(
    *,
    limit: int | None = None,
    cursor: str | None = None,
    keyword: str | None = None,
    member_ids: str | None = None,
) -> Request[ListEndpointsResponse]:
    """Return a request of ``endpoints.list``, for ``client.send``."""
    return Request(
        LIST_ENDPOINTS,
        query={
            "limit": limit,
            "cursor": cursor,
            "keyword": keyword,
            "member_ids": member_ids,
        },
    )
