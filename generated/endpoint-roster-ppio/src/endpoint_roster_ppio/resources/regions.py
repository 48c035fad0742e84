# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""Where endpoints can run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource

if TYPE_CHECKING:
    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.list_regions_response import ListRegionsResponse
    from ..models.region import Region


class _Regions(Resource):
    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> Any:
        """List the regions.

        Lists where endpoints can run. The `region_id` of an endpoint and the `region_ids` of a product are the `id`
        of a region. Documented by Novita alone; that PPIO has it is inferred.

        For the next page send `next_cursor` as `cursor`, until `has_more` is false (inferred).

        Args:
            limit: The most regions that one page may hold, 0 or more.
            cursor: Where the page starts, the `next_cursor` of the page before, at most 1024 characters.

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_regions import list_regions

        return self._client.pager(
            list_regions(
                limit=limit,
                cursor=cursor,
            ),
        )


class Regions(_Regions):
    """Where endpoints can run."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            limit: int | None = None,
            cursor: str | None = None,
        ) -> Pager[Region, ListRegionsResponse]: ...


class AsyncRegions(_Regions):
    """Where endpoints can run."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            limit: int | None = None,
            cursor: str | None = None,
        ) -> AsyncPager[Region, ListRegionsResponse]: ...
