# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""PATCH /v2/projects/{projectId}/endpoints/{endpointId}/deployments/{deploymentId}"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.deployment import Deployment
    from ..models.deployment_autoscaling import DeploymentAutoscaling
    from ..models.update_deployment_request import UpdateDeploymentRequest


UPDATE_DEPLOYMENT: Operation[Deployment] = Operation(
    name="deployments.update",
    method="PATCH",
    path="/projects/{project_id}/endpoints/{endpoint_id}/deployments/{deployment_id}",
    answer="Deployment",
    errors={"default": ("ErrorResponse",)},
    body="UpdateDeploymentRequest",
    bounds={
        "inactiveTimeout": (0, 1440),
    },
    effect="change",
    version="/v2",
)


def update_deployment(
    project_id: str,
    endpoint_id: str,
    deployment_id: str,
    body: UpdateDeploymentRequest | Mapping[str, Any] | None = None,
    *,
    etag: str | Unset = UNSET,
    autoscaling: DeploymentAutoscaling | Unset = UNSET,
    inactive_timeout: int | Unset = UNSET,
    max_concurrent_requests_per_replica: str | Unset = UNSET,
    name: str | Unset = UNSET,
    update_mask: str | None = None,
) -> Request[Deployment]:
    """Return a request of ``deployments.update``, for ``client.send``."""
    return Request(
        UPDATE_DEPLOYMENT,
        path={
            "project_id": project_id,
            "endpoint_id": endpoint_id,
            "deployment_id": deployment_id,
        },
        query={
            "updateMask": update_mask,
        },
        body=body,
        fields={
            "etag": etag,
            "autoscaling": autoscaling,
            "inactiveTimeout": inactive_timeout,
            "maxConcurrentRequestsPerReplica": max_concurrent_requests_per_replica,
            "name": name,
        },
    )
