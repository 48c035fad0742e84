# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""GET /endpoints/zdr"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging

if TYPE_CHECKING:
    from ..models.list_zero_retention_endpoints_response import ListZeroRetentionEndpointsResponse


LIST_ZERO_RETENTION_ENDPOINTS: Operation[ListZeroRetentionEndpointsResponse] = Operation(
    name="endpoints.list_zero_retention",
    method="GET",
    path="/endpoints/zdr",
    answer="ListZeroRetentionEndpointsResponse",
    errors={"default": ("ErrorResponse",)},
    effect="read",
    paging=Paging(
        items="data",
    ),
)


def list_zero_retention_endpoints() -> Request[ListZeroRetentionEndpointsResponse]:
    """Return a request of ``endpoints.list_zero_retention``, for ``client.send``."""
    return Request(
        LIST_ZERO_RETENTION_ENDPOINTS,
    )
