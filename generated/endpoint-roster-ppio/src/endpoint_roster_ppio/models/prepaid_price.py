# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class PrepaidPrice(Model):
    """A price for months in advance."""

    spec_id: str | None = field("spec_id", "string", default=None)
    """Identifier of the offer."""
    duration_months: int | None = field("duration_months", "integer", default=None)
    """How long it lasts, in months, that is a number of months."""
    base_price: int | None = field("base_price", "integer", default=None)
    """List price of the period, in units of `precision`."""
    final_price: int | None = field("final_price", "integer", default=None)
    """Price of the period after discounts, in units of `precision`."""
