# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""GET /private-endpoints"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging

if TYPE_CHECKING:
    from ..models.list_private_endpoints_response import ListPrivateEndpointsResponse


LIST_PRIVATE_ENDPOINTS: Operation[ListPrivateEndpointsResponse] = Operation(
    name="private_endpoints.list",
    method="GET",
    path="/private-endpoints",
    answer="ListPrivateEndpointsResponse",
    errors={"default": ("ErrorResponse",)},
    effect="read",
    paging=Paging(
        items="data",
    ),
)


def list_private_endpoints() -> Request[ListPrivateEndpointsResponse]:
    """Return a request of ``private_endpoints.list``, for ``client.send``."""
    return Request(
        LIST_PRIVATE_ENDPOINTS,
    )
