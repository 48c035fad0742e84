# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_reasoning_effort import KnownReasoningEffort


@model
class ModelReasoning(Model):
    """How a model reasons."""

    mandatory: bool | None = field("mandatory", "boolean", default=None)
    """Whether reasoning cannot be switched off."""
    default_enabled: bool | None = field("default_enabled", "boolean", default=None)
    """Whether it reasons where a request does not say."""
    default_effort: KnownReasoningEffort | str | None = field("default_effort", "string?", default=None)
    """Its effort where a request does not say, or null."""
    supported_efforts: list[KnownReasoningEffort | None | str] | None = field(
        "supported_efforts", "list[string?]?", default=None
    )
    """Efforts that it accepts, from the highest. Null, or absent, for all."""
    supports_max_tokens: bool | None = field("supports_max_tokens", "boolean", default=None)
    """Whether a number of tokens may be given for reasoning."""
