# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class TopProvider(Model):
    """Limits of a model's first provider."""

    context_length: int | None = field("context_length", "integer?", default=None)
    """The most tokens of prompt and completion together, or null."""
    max_completion_tokens: int | None = field("max_completion_tokens", "integer?", default=None)
    """The most tokens of one completion, or null."""
    is_moderated: bool = field("is_moderated", "boolean")
    """Whether it moderates what is sent."""
