# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class CreatedEndpoint(Model):
    """The answer to a creation."""

    id: str = field("id", "string")
    """Identifier of the new endpoint."""
