# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""GET /v1/{project_id}/maas/services/custom-endpoint/services/{region_id}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging

if TYPE_CHECKING:
    from ..models.list_endpoints_response import ListEndpointsResponse


LIST_ENDPOINTS: Operation[ListEndpointsResponse] = Operation(
    name="endpoints.list",
    method="GET",
    path="/v1/{project_id}/maas/services/custom-endpoint/services/{region_id}",
    answer="ListEndpointsResponse",
    errors={"default": ("ErrorResponse",)},
    bounds={
        "project_id": (None, 32),
    },
    effect="read",
    paging=Paging(
        items="data",
        total="total",
        pages="pages",
    ),
)


def list_endpoints(
    project_id: str,
    region_id: str,
    *,
    workspace_id: str | None = None,
) -> Request[ListEndpointsResponse]:
    """Return a request of ``endpoints.list``, for ``client.send``."""
    return Request(
        LIST_ENDPOINTS,
        path={
            "project_id": project_id,
            "region_id": region_id,
        },
        query={
            "workspace_id": workspace_id,
        },
    )
