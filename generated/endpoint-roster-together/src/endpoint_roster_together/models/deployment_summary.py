# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    import datetime

    from ..models.deployment_autoscaling import DeploymentAutoscaling
    from ..models.known_deployment_state import KnownDeploymentState
    from ..models.known_traffic_mode import KnownTrafficMode


@model
class DeploymentSummary(Model):
    """A deployment in short, as its endpoint shows it."""

    id: str = field("id", "string")
    """Identifier of the deployment, `dep_` and more."""
    name: str = field("name", "string")
    """Name under which requests address this deployment alone, `slug/endpoint/name`."""
    model: str = field("model", "string")
    """The model, `projects/{project}/models/{model}/revisions/{revision}`."""
    model_id: str = field("modelId", "string")
    """Deprecated. Identifier of the model; `model` has it too."""
    state: KnownDeploymentState | str = field("state", "string")
    """Where the deployment is in its life."""
    traffic_mode: KnownTrafficMode | str = field("trafficMode", "string")
    """Whether it answers requests or only receives copies."""
    autoscaling: DeploymentAutoscaling = field("autoscaling", "DeploymentAutoscaling")
    """How it scales."""
    estimated_effective_traffic_share: float = field("estimatedEffectiveTrafficShare", "number")
    """Share of the endpoint's requests that it receives, 0 to 1, estimated."""
    created_at: datetime.datetime = field("createdAt", "date-time")
    """When the deployment was created, RFC 3339 with an offset."""
    hardware: str | None = field("hardware", "string", default=None)
    """The hardware of one replica, the `name` of an instance type (inferred)."""
    desired_replicas: int | None = field("desiredReplicas", "integer", default=None)
    """Number of replicas that it should have now."""
    ready_replicas: int | None = field("readyReplicas", "integer", default=None)
    """Number of replicas that are ready."""
