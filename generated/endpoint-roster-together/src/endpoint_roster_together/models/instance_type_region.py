# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.compliance_headroom import ComplianceHeadroom
    from ..models.headroom import Headroom


@model
class InstanceTypeRegion(Model):
    """A region in which an instance type is offered."""

    name: str = field("name", "string")
    """Name of the region."""
    headroom: Headroom | None = field("headroom", "Headroom", default=None)
    """How many more replicas there is room for."""
    compliance: list[ComplianceHeadroom] | None = field("compliance", "list[ComplianceHeadroom]", default=None)
    """The same for machines that comply with rules; do not add them together."""
