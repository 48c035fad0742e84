# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class TrafficSplitEntry(Model):
    """The share of one deployment in an endpoint's requests."""

    deployment_id: str = field("deploymentId", "string")
    """Identifier of the deployment."""
    weight: float = field("weight", "number")
    """Weight of each ready replica, 0 or more; 0 takes the deployment out."""
