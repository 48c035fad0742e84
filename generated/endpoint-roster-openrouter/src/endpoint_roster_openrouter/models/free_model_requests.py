# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class FreeModelRequests(Model):
    """Requests of free models today (UTC)."""

    limit: int | None = field("limit", "integer", default=None)
    """How many there may be."""
    used: int | None = field("used", "integer", default=None)
    """How many there were."""
    remaining: int | None = field("remaining", "integer", default=None)
    """How many are left."""
