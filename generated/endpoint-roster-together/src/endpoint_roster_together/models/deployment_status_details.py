# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.deployment_region import DeploymentRegion


@model
class DeploymentStatusDetails(Model):
    """The replicas of a deployment by region."""

    region: list[DeploymentRegion] = field("region", "list[DeploymentRegion]")
    """The regions, by name."""
