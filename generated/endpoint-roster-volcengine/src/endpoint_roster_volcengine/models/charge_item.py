# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_charge_type import KnownChargeType


@model
class ChargeItem(Model):
    """One price."""

    type_: KnownChargeType | str | None = field("Type", "string", default=None)
    """What is paid for."""
    price: float | None = field("Price", "number", default=None)
    """Price after the account's discount, in CNY at Volcengine and USD at BytePlus, for one `UnitCode`."""
    original_price: float | None = field("OriginalPrice", "number", default=None)
    """Price before the discount, in CNY at Volcengine and USD at BytePlus, for one `UnitCode`."""
    unit_code: str | None = field("UnitCode", "string", default=None)
    """Unit, spelt in several ways: `千tokens` or `千 tokens` for 1,000 tokens, `千tokens/小时` for 1,000 tokens an
    hour, `张` for an image; at BytePlus `k tokens`, `k tokens/hour`."""
