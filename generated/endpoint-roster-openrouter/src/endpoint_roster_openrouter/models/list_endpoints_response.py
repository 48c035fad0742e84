# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.error_detail import ErrorDetail
    from ..models.model_endpoints import ModelEndpoints


@model
class ListEndpointsResponse(Model):
    """The answer. An `error` beside or in place of `data` means that the call failed although its status is 200."""

    data: ModelEndpoints = field("data", "ModelEndpoints")
    """The model and its endpoints."""
    error: ErrorDetail | None = field("error", "ErrorDetail", default=None)
    """The failure, if there is one (inferred for this operation)."""
