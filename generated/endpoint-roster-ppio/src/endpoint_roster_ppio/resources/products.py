# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""What the workers of an endpoint can run on, with prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource

if TYPE_CHECKING:
    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.billing_method import BillingMethod
    from ..models.list_products_response import ListProductsResponse
    from ..models.product import Product
    from ..models.product_category import ProductCategory
    from ..models.product_type import ProductType


class _Products(Resource):
    def list(
        self,
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
    ) -> Any:
        """List products with their prices.

        Lists what endpoints and instances can run on, with prices. The `product_id` of an endpoint is the `id` of a
        product whose category is `serverless`. A price is an integer: divided by 10 to the power of `precision`, it
        is an amount per hour (inferred), in CNY at PPIO and in USD at Novita (inferred).

        For the next page send `next_cursor` as `cursor`, until `has_more` is false (inferred from a third-party
        tool).

        Args:
            type_: Kinds of products that can be asked for.
            category: What products can be asked for: those of endpoints, or of instances.
            cpu: Only products with this number of CPU cores, 0 or more.
            memory_gb: Only products with this memory, in GB, 0 or more.
            rootfs_size: Only products with a system disk of this size, in GB, 0 or more.
            billing_method: Ways to pay that can be asked for: after use, for months in advance, or interruptible.
            region_ids: Only products in these regions, given by their ids, separated by commas.
            limit: The most products that one page may hold, 0 or more (inferred).
            cursor: Where the page starts, the `next_cursor` of the page before (inferred). Left out, the first page.

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_products import list_products

        return self._client.pager(
            list_products(
                type_=type_,
                category=category,
                cpu=cpu,
                memory_gb=memory_gb,
                rootfs_size=rootfs_size,
                billing_method=billing_method,
                region_ids=region_ids,
                limit=limit,
                cursor=cursor,
            ),
        )


class Products(_Products):
    """What the workers of an endpoint can run on, with prices."""

    if TYPE_CHECKING:

        def list(
            self,
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
        ) -> Pager[Product, ListProductsResponse]: ...


class AsyncProducts(_Products):
    """What the workers of an endpoint can run on, with prices."""

    if TYPE_CHECKING:

        def list(
            self,
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
        ) -> AsyncPager[Product, ListProductsResponse]: ...
