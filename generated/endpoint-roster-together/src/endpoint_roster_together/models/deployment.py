# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    import datetime

    from ..models.deployment_autoscaling import DeploymentAutoscaling
    from ..models.deployment_status import DeploymentStatus
    from ..models.known_traffic_mode import KnownTrafficMode
    from ..models.placement import Placement
    from ..models.runtime_info import RuntimeInfo


@model
class Deployment(Model):
    """A model on machines, in an endpoint of version 2."""

    id: str = field("id", "string")
    """Identifier of the deployment, `dep_` and more."""
    name: str = field("name", "string")
    """Name under which requests address this deployment alone, `slug/endpoint/name`."""
    project_id: str = field("projectId", "string")
    """Identifier of the project that owns it."""
    endpoint_id: str = field("endpointId", "string")
    """Identifier of the endpoint that it is in."""
    etag: str = field("etag", "string")
    """Names this version of the deployment. Give it back with a change that should not undo another's."""
    model: str = field("model", "string")
    """The model, `projects/{project}/models/{model}/revisions/{revision}`."""
    model_id: str = field("modelId", "string")
    """Deprecated. Identifier of the model; `model` has it too."""
    model_revision_id: str = field("modelRevisionId", "string")
    """Deprecated. Identifier of the model's revision; `model` has it too."""
    config: str = field("config", "string")
    """How it runs, `projects/{project}/configs/{config}`."""
    config_id: str = field("configId", "string")
    """Deprecated. Identifier of the config; `config` has it too."""
    hardware: str = field("hardware", "string")
    """The hardware of one replica, the `name` of an instance type (inferred)."""
    autoscaling: DeploymentAutoscaling = field("autoscaling", "DeploymentAutoscaling")
    """How it scales."""
    status: DeploymentStatus = field("status", "DeploymentStatus")
    """Where it is in its life."""
    traffic_mode: KnownTrafficMode | str = field("trafficMode", "string")
    """Whether it answers requests or only receives copies."""
    desired_replicas: int | None = field("desiredReplicas", "integer", default=None)
    """Number of replicas that it should have now."""
    estimated_effective_traffic_share: float | None = field("estimatedEffectiveTrafficShare", "number", default=None)
    """Share of the endpoint's requests that it receives, 0 to 1, estimated."""
    inactive_timeout: int | None = field("inactiveTimeout", "integer", default=None)
    """Minutes without a request after which it stops; 0 or absent for never."""
    max_concurrent_requests_per_replica: str | None = field("maxConcurrentRequestsPerReplica", "string", default=None)
    """Number of requests that one replica works on at most."""
    placement: Placement | None = field("placement", "Placement", default=None)
    """Where it runs."""
    runtime_info: RuntimeInfo | None = field("runtimeInfo", "RuntimeInfo", default=None)
    """What serves the model."""
    speculator: str | None = field("speculator", "string", default=None)
    """The draft model of speculative decoding, like `model`."""
    speculator_id: str | None = field("speculatorId", "string", default=None)
    """Deprecated. Identifier of the draft model; `speculator` has it too."""
    speculator_revision_id: str | None = field("speculatorRevisionId", "string", default=None)
    """Deprecated. Identifier of the draft model's revision; `speculator` has it too."""
    created_at: datetime.datetime = field("createdAt", "date-time")
    """When the deployment was created, RFC 3339 with an offset."""
    updated_at: datetime.datetime = field("updatedAt", "date-time")
    """When it was last changed, RFC 3339 with an offset."""
