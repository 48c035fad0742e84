# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.error_detail import ErrorDetail
    from ..models.error_metadata import ErrorMetadata


@model
class ErrorResponse(Model):
    """The body of an error. No error body is published for this API: `code`, `reason`, `message` and `metadata` are
    inferred from Novita's error pages, and `error` from what Novita's own command-line tool reads."""

    code: int | None = field("code", "integer", default=None)
    """HTTP status or number of the error (inferred)."""
    reason: str | None = field("reason", "string", default=None)
    """Name of the error, for programs, such as `INVALID_API_KEY` (inferred)."""
    message: str | None = field("message", "string", default=None)
    """What happened, in words (inferred)."""
    metadata: ErrorMetadata | None = field("metadata", "ErrorMetadata", default=None)
    """Further details (inferred)."""
    error: ErrorDetail | None = field("error", "ErrorDetail", default=None)
    """The error in its other shape (inferred)."""
