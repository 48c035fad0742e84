# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""Inference endpoints, the addresses under which the models of an account answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.resources import Resource
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from endpoint_roster_core.paging import AsyncPager, Pager

    from ..models.endpoint import Endpoint
    from ..models.endpoint_filter import EndpointFilter
    from ..models.known_sort_by import KnownSortBy
    from ..models.list_endpoints_request import ListEndpointsRequest
    from ..models.list_endpoints_response import ListEndpointsResponse
    from ..models.sort_order import SortOrder
    from ..models.tag_filter import TagFilter


class _Endpoints(Resource):
    def list(
        self,
        body: ListEndpointsRequest | Mapping[str, Any] | None = None,
        *,
        page_number: int | Unset = UNSET,
        page_size: int | Unset = UNSET,
        project_name: str | Unset = UNSET,
        tag_filters: builtins.list[TagFilter] | Unset = UNSET,
        filter_: EndpointFilter | Unset = UNSET,
        sort_by: KnownSortBy | str | Unset = UNSET,
        sort_order: SortOrder | Unset = UNSET,
        x_expires: int | None = None,
    ) -> Any:
        """List inference endpoints

        Lists the inference endpoints of the account in the region that the request is signed for, one page at a
        time.

        Pages are counted from 1. Go on while `PageNumber * PageSize` is below `TotalCount` and the page has items
        (inferred: the API has no cursor and states no end). Filters narrow the list on the server; all that are
        given have to match (inferred).

        Three surprises. An error can arrive with HTTP status 200: whenever `ResponseMetadata.Error` is there, the
        call failed. `Items` can be missing or null when there is nothing to list (inferred). And no field of an
        endpoint is promised: treat every one as optional.

        Args:
            body: The body, as a model or a mapping, in place of its fields.
            x_expires: Seconds for which the signature stays valid, counted from its time stamp. The server's default is
                900. It is part of what is signed.
            page_number: Number of the page, counted from 1. The server's default is `1`.
            page_size: Endpoints per page, 1 to 100. The server's default is `10`.
            project_name: Only endpoints of this project, for example `default`. Without it, those of every project that the
                user may see (inferred).
            tag_filters: Only endpoints with tags that match; each filter has to match (inferred).
            filter_: Conditions on the endpoints. Within a list, one match is enough; all the fields that are given have
                to match (inferred).
            sort_by: Order of the list. The one documented word is `CreateTime`. The order without it is not documented.
            sort_order: Direction of the order. Which one the server takes without it is not documented.

        Raises:
            ApiError: The server answered with an error.
            DecodeError: The answer is not what the API promises.
            TransportError: No usable answer arrived.

        """

        from ..operations.list_endpoints import list_endpoints

        return self._client.pager(
            list_endpoints(
                body=body,
                page_number=page_number,
                page_size=page_size,
                project_name=project_name,
                tag_filters=tag_filters,
                filter_=filter_,
                sort_by=sort_by,
                sort_order=sort_order,
                x_expires=x_expires,
            ),
        )


class Endpoints(_Endpoints):
    """Inference endpoints, the addresses under which the models of an account answer."""

    if TYPE_CHECKING:

        def list(
            self,
            body: ListEndpointsRequest | Mapping[str, Any] | None = None,
            *,
            page_number: int | Unset = UNSET,
            page_size: int | Unset = UNSET,
            project_name: str | Unset = UNSET,
            tag_filters: builtins.list[TagFilter] | Unset = UNSET,
            filter_: EndpointFilter | Unset = UNSET,
            sort_by: KnownSortBy | str | Unset = UNSET,
            sort_order: SortOrder | Unset = UNSET,
            x_expires: int | None = None,
        ) -> Pager[Endpoint, ListEndpointsResponse]: ...


class AsyncEndpoints(_Endpoints):
    """Inference endpoints, the addresses under which the models of an account answer."""

    if TYPE_CHECKING:

        def list(
            self,
            body: ListEndpointsRequest | Mapping[str, Any] | None = None,
            *,
            page_number: int | Unset = UNSET,
            page_size: int | Unset = UNSET,
            project_name: str | Unset = UNSET,
            tag_filters: builtins.list[TagFilter] | Unset = UNSET,
            filter_: EndpointFilter | Unset = UNSET,
            sort_by: KnownSortBy | str | Unset = UNSET,
            sort_order: SortOrder | Unset = UNSET,
            x_expires: int | None = None,
        ) -> AsyncPager[Endpoint, ListEndpointsResponse]: ...
