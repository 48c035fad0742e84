# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.custom_endpoint import CustomEndpoint


@model
class ListCustomEndpointsResponse(Model):
    """Custom endpoints with their count."""

    total: int | None = field("total", "integer", default=None)
    """Number of custom endpoints of the account."""
    count: int | str | None = field("count", "any", default=None)
    """Number of custom endpoints in this answer. A table of the documentation calls it a string."""
    quantity_limit: int | None = field("quantity_limit", "integer", default=None)
    """How many custom endpoints the account may have; 10 or 30 by the documentation."""
    items: list[CustomEndpoint] | None = field("items", "list[CustomEndpoint]", default=None)
    """The custom endpoints."""
