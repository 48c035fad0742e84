# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""GET /v2/projects/{projectId}/endpoints/{endpointId}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request

if TYPE_CHECKING:
    from ..models.project_endpoint import ProjectEndpoint


GET_PROJECT_ENDPOINT: Operation[ProjectEndpoint] = Operation(
    name="project_endpoints.get",
    method="GET",
    path="/projects/{project_id}/endpoints/{endpoint_id}",
    answer="ProjectEndpoint",
    errors={"default": ("ErrorResponse",)},
    effect="read",
    version="/v2",
)


def get_project_endpoint(
    project_id: str,
    endpoint_id: str,
) -> Request[ProjectEndpoint]:
    """Return a request of ``project_endpoints.get``, for ``client.send``."""
    return Request(
        GET_PROJECT_ENDPOINT,
        path={
            "project_id": project_id,
            "endpoint_id": endpoint_id,
        },
    )
