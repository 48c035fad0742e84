# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class RuntimeInfo(Model):
    """What serves a model."""

    engine_type: str | None = field("engineType", "string", default=None)
    """The engine, such as `vllm`."""
    engine_version: str | None = field("engineVersion", "string", default=None)
    """Version of the engine."""
    function_calling_supported: bool | None = field("functionCallingSupported", "boolean", default=None)
    """Whether requests may bring tools."""
    structured_output_supported: bool | None = field("structuredOutputSupported", "boolean", default=None)
    """Whether requests may ask for a schema."""
