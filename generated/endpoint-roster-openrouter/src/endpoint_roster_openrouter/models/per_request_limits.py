# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class PerRequestLimits(Model):
    """The most tokens of one request."""

    prompt_tokens: float | None = field("prompt_tokens", "number", default=None)
    """Tokens of the prompt."""
    completion_tokens: float | None = field("completion_tokens", "number", default=None)
    """Tokens of the completion."""
