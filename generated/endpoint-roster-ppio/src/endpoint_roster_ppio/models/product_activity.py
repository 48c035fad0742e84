# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class ProductActivity(Model):
    """A sales campaign that a product belongs to."""

    is_activity_product: bool | None = field("is_activity_product", "boolean", default=None)
    """Whether it belongs to one."""
    active: bool | None = field("active", "boolean", default=None)
    """Whether the campaign runs now (inferred from the name)."""
    purchasable: bool | None = field("purchasable", "boolean", default=None)
    """Whether it can be bought now (inferred from the name)."""
