# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class HealthCheck(Model):
    """How the provider asks a worker whether it is well."""

    path: str | None = field("path", "string", default=None)
    """Path that is asked."""
    port: int | None = field("port", "integer", default=None)
    """Port that is asked."""
