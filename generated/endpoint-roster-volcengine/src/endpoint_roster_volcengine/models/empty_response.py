# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.response_metadata import ResponseMetadata


@model
class EmptyResponse(Model):
    """Envelope of an answer that says no more than that the action was accepted; or an error under status 200. Its
    `Result` is empty, null or missing."""

    response_metadata: ResponseMetadata = field("ResponseMetadata", "ResponseMetadata")
    """Envelope of every answer of the gateway."""
