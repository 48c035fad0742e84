# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.model_activation import ModelActivation


@model
class ListModelActivationsResult(Model):
    """One page of the list of models."""

    total_count: int | None = field("TotalCount", "integer", default=None)
    """Number of all models that match, on all pages."""
    page_number: int | None = field("PageNumber", "integer", default=None)
    """Number of this page."""
    page_size: int | None = field("PageSize", "integer", default=None)
    """Number of models per page that was asked for."""
    items: list[ModelActivation] | None = field("Items", "list[ModelActivation]?", default=None)
    """Models of this page. Missing or null when there are none (inferred)."""
