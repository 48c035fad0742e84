# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""DELETE /v2/projects/{projectId}/endpoints/{endpointId}/deployments/{deploymentId}"""

from __future__ import annotations

from endpoint_roster_core.operations import Operation, Request

DELETE_DEPLOYMENT: Operation[None] = Operation(
    name="deployments.delete",
    method="DELETE",
    path="/projects/{project_id}/endpoints/{endpoint_id}/deployments/{deployment_id}",
    errors={"default": ("ErrorResponse",)},
    effect="change",
    version="/v2",
)


def delete_deployment(
    project_id: str,
    endpoint_id: str,
    deployment_id: str,
    *,
    etag: str | None = None,
) -> Request[None]:
    """Return a request of ``deployments.delete``, for ``client.send``."""
    return Request(
        DELETE_DEPLOYMENT,
        path={
            "project_id": project_id,
            "endpoint_id": endpoint_id,
            "deployment_id": deployment_id,
        },
        query={
            "etag": etag,
        },
    )
