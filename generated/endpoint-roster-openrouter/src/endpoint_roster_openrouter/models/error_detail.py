# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.error_metadata import ErrorMetadata


@model
class ErrorDetail(Model):
    """What went wrong."""

    code: int = field("code", "integer")
    """Number of the error, usually the HTTP status."""
    message: str = field("message", "string")
    """What happened, in words."""
    metadata: ErrorMetadata | None = field("metadata", "ErrorMetadata?", default=None)
    """Further details of any kind, or null."""
