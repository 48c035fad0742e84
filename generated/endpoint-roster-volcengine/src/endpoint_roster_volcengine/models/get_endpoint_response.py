# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.endpoint_details import EndpointDetails
    from ..models.response_metadata import ResponseMetadata


@model
class GetEndpointResponse(Model):
    """An endpoint with its envelope, or an error under status 200."""

    response_metadata: ResponseMetadata = field("ResponseMetadata", "ResponseMetadata")
    """Envelope of every answer of the gateway."""
    result: EndpointDetails | None = field("Result", "EndpointDetails", default=None)
    """One inference endpoint in full. Every field is optional, as in the official SDK. Where `Endpoint` is there,
    the endpoint is in that field."""
