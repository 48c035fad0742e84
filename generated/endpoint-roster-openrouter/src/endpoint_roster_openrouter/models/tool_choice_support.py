# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class ToolChoiceSupport(Model):
    """Which values of `tool_choice` were tested and work. Since November 2026."""

    auto: bool | None = field("auto", "boolean", default=None)
    """Whether the model may decide."""
    function: bool | None = field("function", "boolean", default=None)
    """Whether a function can be named."""
    none: bool | None = field("none", "boolean", default=None)
    """Whether tools can be forbidden."""
    required: bool | None = field("required", "boolean", default=None)
    """Whether a tool can be demanded."""
