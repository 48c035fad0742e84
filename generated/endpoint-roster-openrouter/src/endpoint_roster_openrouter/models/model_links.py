# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class ModelLinks(Model):
    """Addresses about a model."""

    details: str | None = field("details", "string", default=None)
    """Address of the list of its endpoints."""
