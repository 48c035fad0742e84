# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class ModelAliasTarget(Model):
    """The model that an alias stands for."""

    slug: str | None = field("slug", "string", default=None)
    """Its identifier."""
    name: str | None = field("name", "string", default=None)
    """Its display name."""
