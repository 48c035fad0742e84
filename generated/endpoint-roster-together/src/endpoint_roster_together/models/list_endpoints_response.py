# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.endpoint import Endpoint


@model
class ListEndpointsResponse(Model):
    """All endpoints that match, in one answer."""

    object_: str = field("object", "string")
    """Kind of this object; always `list` so far."""
    data: list[Endpoint] = field("data", "list[Endpoint]")
    """The endpoints. The order is not published."""
