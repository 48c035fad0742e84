# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class CallerOrganization(Model):
    """An organization."""

    id: str = field("id", "string")
    """Identifier of the organization."""
    name: str = field("name", "string")
    """Display name."""
