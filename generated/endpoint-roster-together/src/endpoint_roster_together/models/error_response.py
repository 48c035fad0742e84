# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.error_detail import ErrorDetail


@model
class ErrorResponse(Model):
    """The body of every error."""

    error: ErrorDetail = field("error", "ErrorDetail")
    """What went wrong."""
