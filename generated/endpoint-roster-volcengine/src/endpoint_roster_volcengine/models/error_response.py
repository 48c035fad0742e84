# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.response_metadata import ResponseMetadata


@model
class ErrorResponse(Model):
    """Body of an error; the error itself is `ResponseMetadata.Error`."""

    response_metadata: ResponseMetadata | None = field("ResponseMetadata", "ResponseMetadata", default=None)
    """Envelope of every answer of the gateway."""
