# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""POST /v2/projects/{projectId}/endpoints/{endpointId}/deployments"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.create_deployment_request import CreateDeploymentRequest
    from ..models.deployment import Deployment
    from ..models.deployment_autoscaling import DeploymentAutoscaling
    from ..models.placement import Placement


CREATE_DEPLOYMENT: Operation[Deployment] = Operation(
    name="deployments.create",
    method="POST",
    path="/projects/{project_id}/endpoints/{endpoint_id}/deployments",
    answer="Deployment",
    errors={"default": ("ErrorResponse",)},
    body="CreateDeploymentRequest",
    required=(
        "name",
        "autoscaling",
    ),
    bounds={
        "inactiveTimeout": (0, 1440),
    },
    effect="create",
    version="/v2",
)


def create_deployment(
    project_id: str,
    endpoint_id: str,
    body: CreateDeploymentRequest | Mapping[str, Any] | None = None,
    *,
    name: str | Unset = UNSET,
    autoscaling: DeploymentAutoscaling | Unset = UNSET,
    model: str | Unset = UNSET,
    config: str | Unset = UNSET,
    inactive_timeout: int | Unset = UNSET,
    max_concurrent_requests_per_replica: str | Unset = UNSET,
    placement: Placement | Unset = UNSET,
    model_id: str | Unset = UNSET,
    model_revision_id: str | Unset = UNSET,
    config_id: str | Unset = UNSET,
    validate_only: bool | None = None,
) -> Request[Deployment]:
    """Return a request of ``deployments.create``, for ``client.send``."""
    return Request(
        CREATE_DEPLOYMENT,
        path={
            "project_id": project_id,
            "endpoint_id": endpoint_id,
        },
        query={
            "validateOnly": validate_only,
        },
        body=body,
        fields={
            "name": name,
            "autoscaling": autoscaling,
            "model": model,
            "config": config,
            "inactiveTimeout": inactive_timeout,
            "maxConcurrentRequestsPerReplica": max_concurrent_requests_per_replica,
            "placement": placement,
            "modelId": model_id,
            "modelRevisionId": model_revision_id,
            "configId": config_id,
        },
    )
