# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.deployment_status_details import DeploymentStatusDetails
    from ..models.known_deployment_state import KnownDeploymentState


@model
class DeploymentStatus(Model):
    """Where a deployment is in its life."""

    state: KnownDeploymentState | str = field("state", "string")
    """The state."""
    message: str = field("message", "string")
    """The state, in words."""
    ready_replicas: int | None = field("readyReplicas", "integer", default=None)
    """Number of replicas that are ready."""
    scheduled_replicas: int | None = field("scheduledReplicas", "integer", default=None)
    """Number of replicas that have a machine."""
    details: DeploymentStatusDetails | None = field("details", "DeploymentStatusDetails", default=None)
    """The replicas by region."""
