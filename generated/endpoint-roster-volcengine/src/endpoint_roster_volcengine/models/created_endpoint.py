# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class CreatedEndpoint(Model):
    """What is known of a new endpoint at once."""

    id: str | None = field("Id", "string", default=None)
    """Identifier of the new endpoint."""
