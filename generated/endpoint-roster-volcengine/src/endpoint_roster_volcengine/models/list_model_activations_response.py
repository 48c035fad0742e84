# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.list_model_activations_result import ListModelActivationsResult
    from ..models.response_metadata import ResponseMetadata


@model
class ListModelActivationsResponse(Model):
    """A page of models with its envelope, or an error under status 200."""

    response_metadata: ResponseMetadata = field("ResponseMetadata", "ResponseMetadata")
    """Envelope of every answer of the gateway."""
    result: ListModelActivationsResult | None = field("Result", "ListModelActivationsResult", default=None)
    """One page of the list of models."""
