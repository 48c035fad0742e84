# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.private_endpoint_summary import PrivateEndpointSummary


@model
class ListPrivateEndpointsResponse(Model):
    """All private endpoints of the organization."""

    data: list[PrivateEndpointSummary] = field("data", "list[PrivateEndpointSummary]")
    """The private endpoints."""
