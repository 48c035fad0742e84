# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.deployment_autoscaling import DeploymentAutoscaling
    from ..models.placement import Placement


@model
class CreateDeploymentRequest(Model):
    """What to deploy."""

    name: str = field("name", "string")
    """Name within the endpoint."""
    autoscaling: DeploymentAutoscaling = field("autoscaling", "DeploymentAutoscaling")
    """How it scales."""
    model: str | Unset = field("model", "string", default=UNSET)
    """The model, `projects/{project}/models/{model}`, with `/revisions/{revision}` behind it if it should not be
    the latest one."""
    config: str | Unset = field("config", "string", default=UNSET)
    """How it runs, `projects/{project}/configs/{config}`; one that goes with the model."""
    inactive_timeout: int | Unset = field("inactiveTimeout", "integer", default=UNSET)
    """Minutes without a request after which it stops, 30 to 1440; 0 for never, which is the default."""
    max_concurrent_requests_per_replica: str | Unset = field("maxConcurrentRequestsPerReplica", "string", default=UNSET)
    """Number of requests that one replica works on at most. Left out, what the config says."""
    placement: Placement | Unset = field("placement", "Placement", default=UNSET)
    """Where it runs."""
    model_id: str | Unset = field("modelId", "string", default=UNSET)
    """Deprecated. Identifier of the model; use `model`."""
    model_revision_id: str | Unset = field("modelRevisionId", "string", default=UNSET)
    """Deprecated. Identifier of the model's revision; use `model`."""
    config_id: str | Unset = field("configId", "string", default=UNSET)
    """Deprecated. Identifier of the config; use `config`."""
