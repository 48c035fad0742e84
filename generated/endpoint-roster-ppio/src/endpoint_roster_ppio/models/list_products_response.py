# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.product import Product


@model
class ListProductsResponse(Model):
    """Products."""

    data: list[Product] = field("data", "list[Product]")
    """The products. The order is not published."""
    next_cursor: str | None = field("next_cursor", "string", default=None)
    """What to send as `cursor` for the next page (inferred)."""
    has_more: bool | None = field("has_more", "boolean", default=None)
    """Whether another page follows (inferred)."""
