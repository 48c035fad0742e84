# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.compliance_policy import CompliancePolicy
    from ..models.known_enforcement import KnownEnforcement


@model
class PlacementConfig(Model):
    """Regions in which a deployment may run."""

    regions: list[str] | None = field("regions", "list[string]", default=None)
    """Names of the regions."""
    constraint: KnownEnforcement | str | None = field("constraint", "string", default=None)
    """Whether the regions are a must or a wish."""
    compliance_policy: CompliancePolicy | None = field("compliancePolicy", "CompliancePolicy", default=None)
    """Rules that the machines must comply with."""
