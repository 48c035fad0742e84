# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class OldRateLimit(Model):
    """A limit of an older kind."""

    requests: int | None = field("requests", "integer", default=None)
    """Always -1."""
    interval: str | None = field("interval", "string", default=None)
    """A span of time."""
    note: str | None = field("note", "string", default=None)
    """A remark."""
