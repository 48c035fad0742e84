# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.pricing import Pricing
    from ..models.product_activity import ProductActivity
    from ..models.resource_spec import ResourceSpec


@model
class Product(Model):
    """What workers can run on. The published description names no field that is always present."""

    id: str | None = field("id", "string", default=None)
    """Identifier, which `product_id` of an endpoint takes."""
    name: str | None = field("name", "string", default=None)
    """Name."""
    type_: str | None = field("type", "string", default=None)
    """The kind of product. `gpu` and `cpu` are published."""
    category: str | None = field("category", "string", default=None)
    """Whether it is for endpoints (`serverless`) or for instances (`instance`)."""
    description: str | None = field("description", "string", default=None)
    """Description."""
    region_ids: list[str] | None = field("region_ids", "list[string]", default=None)
    """Where it is to be had, by the `id` of each region."""
    resource_spec: ResourceSpec | None = field("resource_spec", "ResourceSpec", default=None)
    """What a worker gets."""
    pricing: Pricing | None = field("pricing", "Pricing", default=None)
    """Prices."""
    billing_methods: list[str] | None = field("billing_methods", "list[string]", default=None)
    """Ways to pay. `postpaid`, `prepaid` and `spot` are published."""
    inventory_state: str | None = field("inventory_state", "string", default=None)
    """How much is left. Only `normal` is published."""
    deployable: bool | None = field("deployable", "boolean", default=None)
    """Whether something can be created on it now (inferred from the name)."""
    activity: ProductActivity | None = field("activity", "ProductActivity", default=None)
    """Whether it belongs to a sales campaign."""
