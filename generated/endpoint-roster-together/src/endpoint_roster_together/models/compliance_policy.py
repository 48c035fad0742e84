# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class CompliancePolicy(Model):
    """Rules that machines comply with."""

    hipaa: bool | None = field("hipaa", "boolean", default=None)
    """True for machines that comply with HIPAA alone."""
