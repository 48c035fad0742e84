# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.compliance_policy import CompliancePolicy
    from ..models.headroom import Headroom


@model
class ComplianceHeadroom(Model):
    """Room on machines that comply with rules."""

    policy: CompliancePolicy = field("policy", "CompliancePolicy")
    """The rules."""
    headroom: Headroom = field("headroom", "Headroom")
    """How many more replicas there is room for."""
