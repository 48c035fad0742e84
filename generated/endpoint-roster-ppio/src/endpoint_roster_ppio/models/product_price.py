# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class ProductPrice(Model):
    """One price. Whether it is for one GPU or for one worker is not published."""

    base_price: int | None = field("base_price", "integer", default=None)
    """List price, in units of `precision`."""
    final_price: int | None = field("final_price", "integer", default=None)
    """Price after discounts, in units of `precision`."""
    unit: str | None = field("unit", "string", default=None)
    """What the price is for. Only `per_hour` is published."""
