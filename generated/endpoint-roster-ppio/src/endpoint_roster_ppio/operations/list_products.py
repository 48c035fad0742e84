# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""GET /gpus/v2/products"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging

if TYPE_CHECKING:
    from ..models.billing_method import BillingMethod
    from ..models.list_products_response import ListProductsResponse
    from ..models.product_category import ProductCategory
    from ..models.product_type import ProductType


LIST_PRODUCTS: Operation[ListProductsResponse] = Operation(
    name="products.list",
    method="GET",
    path="/gpus/v2/products",
    answer="ListProductsResponse",
    errors={"default": ("ErrorResponse",)},
    choices={
        "type": (
            "cpu",
            "gpu",
        ),
        "category": (
            "instance",
            "serverless",
        ),
        "billing_method": (
            "postpaid",
            "prepaid",
            "spot",
        ),
    },
    bounds={
        "cpu": (0, None),
        "memory_gb": (0, None),
        "rootfs_size": (0, None),
        "limit": (0, None),
        "cursor": (0, 1024),
    },
    effect="read",
    paging=Paging(
        items="data",
        style="cursor",
        cursor=("next_cursor", "cursor"),
        more="has_more",
    ),
)


def list_products(
    *,
    type_: ProductType,
    category: ProductCategory,
    cpu: int | None = None,
    memory_gb: int | None = None,
    rootfs_size: int | None = None,
    billing_method: BillingMethod | None = None,
    region_ids: str | None = None,
    limit: int | None = None,
    cursor: str | None = None,
) -> Request[ListProductsResponse]:
    """Return a request of ``products.list``, for ``client.send``."""
    return Request(
        LIST_PRODUCTS,
        query={
            "type": type_,
            "category": category,
            "cpu": cpu,
            "memory_gb": memory_gb,
            "rootfs_size": rootfs_size,
            "billing_method": billing_method,
            "region_ids": region_ids,
            "limit": limit,
            "cursor": cursor,
        },
    )
