# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class RateLimit(Model):
    """How much the endpoint may be asked."""

    rpm: int | None = field("Rpm", "integer", default=None)
    """Requests per minute."""
    tpm: int | None = field("Tpm", "integer", default=None)
    """Tokens per minute."""
