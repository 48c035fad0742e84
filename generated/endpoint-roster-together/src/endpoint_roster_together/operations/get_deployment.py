# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""GET /v2/projects/{projectId}/endpoints/{endpointId}/deployments/{deploymentId}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request

if TYPE_CHECKING:
    from ..models.deployment import Deployment


GET_DEPLOYMENT: Operation[Deployment] = Operation(
    name="deployments.get",
    method="GET",
    path="/projects/{project_id}/endpoints/{endpoint_id}/deployments/{deployment_id}",
    answer="Deployment",
    errors={"default": ("ErrorResponse",)},
    effect="read",
    version="/v2",
)


def get_deployment(
    project_id: str,
    endpoint_id: str,
    deployment_id: str,
) -> Request[Deployment]:
    """Return a request of ``deployments.get``, for ``client.send``."""
    return Request(
        GET_DEPLOYMENT,
        path={
            "project_id": project_id,
            "endpoint_id": endpoint_id,
            "deployment_id": deployment_id,
        },
    )
