# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.error_detail import ErrorDetail
    from ..models.error_metadata import ErrorMetadata


@model
class ErrorResponse(Model):
    """The body of every error."""

    error: ErrorDetail = field("error", "ErrorDetail")
    """What went wrong."""
    user_id: str | None = field("user_id", "string?", default=None)
    """User whom the key belongs to, or null."""
    openrouter_metadata: ErrorMetadata | None = field("openrouter_metadata", "ErrorMetadata?", default=None)
    """How the request was routed, or null."""
