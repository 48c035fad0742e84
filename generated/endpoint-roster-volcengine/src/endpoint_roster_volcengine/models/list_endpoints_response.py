# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.list_endpoints_result import ListEndpointsResult
    from ..models.response_metadata import ResponseMetadata


@model
class ListEndpointsResponse(Model):
    """A page of endpoints with its envelope, or an error under status 200."""

    response_metadata: ResponseMetadata = field("ResponseMetadata", "ResponseMetadata")
    """Envelope of every answer of the gateway."""
    result: ListEndpointsResult | None = field("Result", "ListEndpointsResult", default=None)
    """A page of endpoints; missing when the call failed."""
