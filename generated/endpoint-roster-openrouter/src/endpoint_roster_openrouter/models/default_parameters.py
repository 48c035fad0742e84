# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class DefaultParameters(Model):
    """Values of parameters that a request leaves out; others may come."""

    temperature: float | None = field("temperature", "number?", default=None)
    """Randomness of the output, or null."""
    top_p: float | None = field("top_p", "number?", default=None)
    """Share of likely tokens that are drawn from, or null."""
    top_k: int | None = field("top_k", "integer?", default=None)
    """Number of likely tokens that are drawn from, or null."""
    frequency_penalty: float | None = field("frequency_penalty", "number?", default=None)
    """Penalty of frequent tokens, or null."""
    presence_penalty: float | None = field("presence_penalty", "number?", default=None)
    """Penalty of tokens that are there already, or null."""
    repetition_penalty: float | None = field("repetition_penalty", "number?", default=None)
    """Penalty of repetition, or null."""
