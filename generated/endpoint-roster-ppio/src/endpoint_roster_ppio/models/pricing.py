# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.prepaid_price import PrepaidPrice
    from ..models.product_price import ProductPrice


@model
class Pricing(Model):
    """Prices as integers: divided by 10 to the power of `precision`, each is an amount in CNY at PPIO and in USD at
    Novita (both inferred: the answer names no currency)."""

    precision: int | None = field("precision", "integer", default=None)
    """How many digits of each price are decimals."""
    postpaid: ProductPrice | None = field("postpaid", "ProductPrice", default=None)
    """Price paid after use."""
    spot: ProductPrice | None = field("spot", "ProductPrice", default=None)
    """Price of what can be taken away at any time."""
    prepaid: list[PrepaidPrice] | None = field("prepaid", "list[PrepaidPrice]", default=None)
    """Prices for months in advance."""
    storage_price_per_gb: int | None = field("storage_price_per_gb", "integer", default=None)
    """Price of one GB of disk beyond the free size, in units of `precision`; per which time is not published."""
