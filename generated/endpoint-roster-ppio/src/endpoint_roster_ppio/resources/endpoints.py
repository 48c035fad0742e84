# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""Serverless GPU endpoints, which run a container image on workers that come and go with the load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource

if TYPE_CHECKING:
    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.endpoint import Endpoint
    from ..models.list_endpoints_response import ListEndpointsResponse


class _Endpoints(Resource):
    def list(
        self,
        *,
        limit: int | None = None,
        cursor: str | None = None,
        keyword: str | None = None,
        member_ids: str | None = None,
    ) -> Any:
        """List serverless GPU endpoints.

        Lists the endpoints that the API key can see, one page at a time. The filters narrow the list together.

        For the next page send `next_cursor` as `cursor`, with the same filters, until `has_more` is false. That
        loop, and what `next_cursor` holds on the last page, are inferred: go by `has_more` alone.

        This API has nothing in common with the older v1 (`/gpu-instance/openapi/v1/endpoints`).

        Args:
            limit: The most endpoints that one page may hold, 0 or more. Neither the default nor an upper limit is
                published.
            cursor: Where the page starts: `next_cursor` of the page before, at most 1024 characters. Left out, the
                first page.
            keyword: Only endpoints that match this search word. Which fields are searched is not published.
            member_ids: Only endpoints of these team members, given by their ids, separated by commas.

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_endpoints import list_endpoints

        return self._client.pager(
            list_endpoints(
                limit=limit,
                cursor=cursor,
                keyword=keyword,
                member_ids=member_ids,
            ),
        )


class Endpoints(_Endpoints):
    """Serverless GPU endpoints, which run a container image on workers that come and go with the load."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            limit: int | None = None,
            cursor: str | None = None,
            keyword: str | None = None,
            member_ids: str | None = None,
        ) -> Pager[Endpoint, ListEndpointsResponse]: ...


class AsyncEndpoints(_Endpoints):
    """Serverless GPU endpoints, which run a container image on workers that come and go with the load."""

    if TYPE_CHECKING:

        def list(
            self,
            *,
            limit: int | None = None,
            cursor: str | None = None,
            keyword: str | None = None,
            member_ids: str | None = None,
        ) -> AsyncPager[Endpoint, ListEndpointsResponse]: ...
