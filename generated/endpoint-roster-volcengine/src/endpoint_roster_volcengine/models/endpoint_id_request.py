# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class EndpointIdRequest(Model):
    """Names an endpoint."""

    id: str = field("Id", "string")
    """Identifier of the endpoint, such as `ep-20260302081504-k7x2m`."""
