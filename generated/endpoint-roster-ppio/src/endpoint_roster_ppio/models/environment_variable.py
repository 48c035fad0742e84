# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class EnvironmentVariable(Model):
    """An environment variable of the container."""

    key: str | None = field("key", "string", default=None)
    """Name."""
    value: str | None = field("value", "string", default=None, secret=True)
    """Value; can be a secret."""
