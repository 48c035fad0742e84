# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""GET /v2/projects/{projectId}/endpoints"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging

if TYPE_CHECKING:
    from ..models.list_project_endpoints_response import ListProjectEndpointsResponse


LIST_PROJECT_ENDPOINTS: Operation[ListProjectEndpointsResponse] = Operation(
    name="project_endpoints.list",
    method="GET",
    path="/projects/{project_id}/endpoints",
    answer="ListProjectEndpointsResponse",
    errors={"default": ("ErrorResponse",)},
    bounds={
        "limit": (1, 500),
    },
    effect="read",
    version="/v2",
    paging=Paging(
        items="data",
        style="cursor",
        cursor=("next_cursor", "after"),
    ),
)


def list_project_endpoints(
    project_id: str,
    *,
    limit: int | None = None,
    after: str | None = None,
    filter_: str | None = None,
    order_by: str | None = None,
) -> Request[ListProjectEndpointsResponse]:
    """Return a request of ``project_endpoints.list``, for ``client.send``."""
    return Request(
        LIST_PROJECT_ENDPOINTS,
        path={
            "project_id": project_id,
        },
        query={
            "limit": limit,
            "after": after,
            "filter": filter_,
            "orderBy": order_by,
        },
    )
