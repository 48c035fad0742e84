# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.charge_item import ChargeItem


@model
class ChargeTier(Model):
    """Prices of one tier."""

    name: str | None = field("Name", "string", default=None)
    """Name of the tier."""
    description: str | None = field("Description", "string", default=None)
    """When the tier applies, in words."""
    charge_items: list[ChargeItem] | None = field("ChargeItems", "list[ChargeItem]?", default=None)
    """Prices, one for each way of use."""
