# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""GET /v2/projects/{projectId}/endpoints/{endpointId}/deployments"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging

if TYPE_CHECKING:
    from ..models.list_deployments_response import ListDeploymentsResponse


LIST_DEPLOYMENTS: Operation[ListDeploymentsResponse] = Operation(
    name="deployments.list",
    method="GET",
    path="/projects/{project_id}/endpoints/{endpoint_id}/deployments",
    answer="ListDeploymentsResponse",
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


def list_deployments(
    project_id: str,
    endpoint_id: str,
    *,
    limit: int | None = None,
    after: str | None = None,
    filter_: str | None = None,
    order_by: str | None = None,
) -> Request[ListDeploymentsResponse]:
    """Return a request of ``deployments.list``, for ``client.send``."""
    return Request(
        LIST_DEPLOYMENTS,
        path={
            "project_id": project_id,
            "endpoint_id": endpoint_id,
        },
        query={
            "limit": limit,
            "after": after,
            "filter": filter_,
            "orderBy": order_by,
        },
    )
