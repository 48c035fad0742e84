# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""GET /endpoints"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging

if TYPE_CHECKING:
    from ..models.known_endpoint_type import KnownEndpointType
    from ..models.known_usage_type import KnownUsageType
    from ..models.list_endpoints_response import ListEndpointsResponse


LIST_ENDPOINTS: Operation[ListEndpointsResponse] = Operation(
    name="endpoints.list",
    method="GET",
    path="/endpoints",
    answer="ListEndpointsResponse",
    errors={"default": ("ErrorResponse",)},
    effect="read",
    paging=Paging(
        items="data",
    ),
)


def list_endpoints(
    *,
    type_: KnownEndpointType | str | None = None,
    usage_type: KnownUsageType | str | None = None,
    mine: bool | None = None,
) -> Request[ListEndpointsResponse]:
    """Return a request of ``endpoints.list``, for ``client.send``."""
    return Request(
        LIST_ENDPOINTS,
        query={
            "type": type_,
            "usage_type": usage_type,
            "mine": mine,
        },
    )
