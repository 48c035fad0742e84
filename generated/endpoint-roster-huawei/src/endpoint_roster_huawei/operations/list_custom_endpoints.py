# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""GET /v1/{project_id}/maas/services/custom-endpoint/endpoint"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging

if TYPE_CHECKING:
    from ..models.list_custom_endpoints_response import ListCustomEndpointsResponse


LIST_CUSTOM_ENDPOINTS: Operation[ListCustomEndpointsResponse] = Operation(
    name="custom_endpoints.list",
    method="GET",
    path="/v1/{project_id}/maas/services/custom-endpoint/endpoint",
    answer="ListCustomEndpointsResponse",
    errors={"default": ("ErrorResponse",)},
    bounds={
        "project_id": (None, 32),
    },
    effect="read",
    paging=Paging(
        items="items",
        total="total",
    ),
)


def list_custom_endpoints(
    project_id: str,
) -> Request[ListCustomEndpointsResponse]:
    """Return a request of ``custom_endpoints.list``, for ``client.send``."""
    return Request(
        LIST_CUSTOM_ENDPOINTS,
        path={
            "project_id": project_id,
        },
    )
