# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class DeploymentRegion(Model):
    """The replicas of a deployment in one region."""

    region: str = field("region", "string")
    """Name of the region."""
    ready_replicas: int = field("readyReplicas", "integer")
    """Number of replicas that are ready."""
    scheduled_replicas: int = field("scheduledReplicas", "integer")
    """Number of replicas that have a machine."""
