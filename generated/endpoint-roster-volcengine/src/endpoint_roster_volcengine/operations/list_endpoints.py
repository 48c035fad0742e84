# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""POST /?Action=ListEndpoints&Version=2024-01-01"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from ..models.endpoint_filter import EndpointFilter
    from ..models.known_sort_by import KnownSortBy
    from ..models.list_endpoints_request import ListEndpointsRequest
    from ..models.list_endpoints_response import ListEndpointsResponse
    from ..models.sort_order import SortOrder
    from ..models.tag_filter import TagFilter


LIST_ENDPOINTS: Operation[ListEndpointsResponse] = Operation(
    name="endpoints.list",
    method="POST",
    path="/",
    answer="ListEndpointsResponse",
    errors={"default": ("ErrorResponse",)},
    constants={
        "Action": "ListEndpoints",
        "Version": "2024-01-01",
    },
    body="ListEndpointsRequest",
    choices={
        "SortOrder": (
            "Asc",
            "Desc",
        ),
    },
    bounds={
        "PageNumber": (1, None),
        "PageSize": (1, 100),
    },
    effect="read",
    paging=Paging(
        items="result.items",
        style="numbered",
        number=("PageNumber", "PageSize"),
        size="result.page_size",
        total="result.total_count",
    ),
)


def list_endpoints(
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
) -> Request[ListEndpointsResponse]:
    """Return a request of ``endpoints.list``, for ``client.send``."""
    return Request(
        LIST_ENDPOINTS,
        query={
            "X-Expires": x_expires,
        },
        body=body,
        fields={
            "PageNumber": page_number,
            "PageSize": page_size,
            "ProjectName": project_name,
            "TagFilters": tag_filters,
            "Filter": filter_,
            "SortBy": sort_by,
            "SortOrder": sort_order,
        },
    )
