# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.created_endpoint import CreatedEndpoint
    from ..models.response_metadata import ResponseMetadata


@model
class CreateEndpointResponse(Model):
    """The id of a new endpoint with its envelope, or an error under status 200."""

    response_metadata: ResponseMetadata = field("ResponseMetadata", "ResponseMetadata")
    """Envelope of every answer of the gateway."""
    result: CreatedEndpoint | None = field("Result", "CreatedEndpoint", default=None)
    """What is known of a new endpoint at once."""
