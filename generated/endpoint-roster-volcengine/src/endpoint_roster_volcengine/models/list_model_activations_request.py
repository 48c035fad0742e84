# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.model_activation_filter import ModelActivationFilter


@model
class ListModelActivationsRequest(Model):
    """Which models, and what of them."""

    with_price: bool | Unset = field("WithPrice", "boolean", default=UNSET)
    """True adds the prices. Without it, none are sent (inferred)."""
    with_free_usage: bool | Unset = field("WithFreeUsage", "boolean", default=UNSET)
    """True adds how much is free of charge."""
    page_number: int | Unset = field("PageNumber", "integer", default=UNSET)
    """Number of the page, counted from 1."""
    page_size: int | Unset = field("PageSize", "integer", default=UNSET)
    """Models per page, 1 to 100."""
    filter_: ModelActivationFilter | Unset = field("Filter", "ModelActivationFilter", default=UNSET)
    """Conditions on the models; all that are given have to match (inferred)."""
