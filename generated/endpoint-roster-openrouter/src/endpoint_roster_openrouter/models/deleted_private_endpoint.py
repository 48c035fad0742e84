# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class DeletedPrivateEndpoint(Model):
    """A private endpoint that is deleted."""

    id: str = field("id", "string")
    """The identifier that it had."""
