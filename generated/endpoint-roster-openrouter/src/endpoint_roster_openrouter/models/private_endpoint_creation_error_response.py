# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.error_detail import ErrorDetail
    from ..models.error_metadata import ErrorMetadata
    from ..models.private_endpoint_draft import PrivateEndpointDraft


@model
class PrivateEndpointCreationErrorResponse(Model):
    """The body of an error of a creation."""

    error: ErrorDetail = field("error", "ErrorDetail")
    """What went wrong."""
    data: PrivateEndpointDraft | None = field("data", "PrivateEndpointDraft", default=None)
    """The draft, if one was created nevertheless."""
    user_id: str | None = field("user_id", "string?", default=None)
    """User whom the key belongs to, or null."""
    openrouter_metadata: ErrorMetadata | None = field("openrouter_metadata", "ErrorMetadata?", default=None)
    """How the request was routed, or null."""
