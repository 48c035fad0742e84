# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class ModelPageLinks(Model):
    """Where the next page is."""

    next_: str | None = field("next", "string?", default=None)
    """Address of the next page, or null on the last one."""
