# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.response_error import ResponseError


@model
class ResponseMetadata(Model):
    """Envelope of every answer of the gateway."""

    request_id: str | None = field("RequestId", "string", default=None)
    """Identifier of the request; the support asks for it."""
    action: str | None = field("Action", "string", default=None)
    """The action that was asked for."""
    version: str | None = field("Version", "string", default=None)
    """The version that was asked for."""
    service: str | None = field("Service", "string", default=None)
    """The service that was asked, `ark`."""
    region: str | None = field("Region", "string", default=None)
    """The region that was asked."""
    error: ResponseError | None = field("Error", "ResponseError", default=None)
    """Why the call failed. Where it is present, the call failed, whatever the HTTP status."""
