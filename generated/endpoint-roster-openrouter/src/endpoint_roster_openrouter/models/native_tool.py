# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class NativeTool(Model):
    """A tool that the provider runs itself."""

    type_: str | None = field("type", "string", default=None)
    """What the provider calls the tool."""
