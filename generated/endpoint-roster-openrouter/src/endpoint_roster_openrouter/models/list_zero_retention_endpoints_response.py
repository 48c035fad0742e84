# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.public_endpoint import PublicEndpoint


@model
class ListZeroRetentionEndpointsResponse(Model):
    """The endpoints without data retention."""

    data: list[PublicEndpoint] = field("data", "list[PublicEndpoint]")
    """The endpoints, of all models."""
