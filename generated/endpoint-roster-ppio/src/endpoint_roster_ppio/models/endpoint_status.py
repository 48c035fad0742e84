# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class EndpointStatus(Model):
    """The state of an endpoint."""

    status: str | None = field("status", "string", default=None)
    """The state, for programs. The values are not published, only the example `running`."""
    error: str | None = field("error", "string", default=None)
    """Name of the error, if there is one; else empty (inferred)."""
    message: str | None = field("message", "string", default=None)
    """Explanation in words; may be empty (inferred)."""
