# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""GET /gpus/v2/regions"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging

if TYPE_CHECKING:
    from ..models.list_regions_response import ListRegionsResponse


LIST_REGIONS: Operation[ListRegionsResponse] = Operation(
    name="regions.list",
    method="GET",
    path="/gpus/v2/regions",
    answer="ListRegionsResponse",
    errors={"default": ("ErrorResponse",)},
    bounds={
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


def list_regions(
    *,
    limit: int | None = None,
    cursor: str | None = None,
) -> Request[ListRegionsResponse]:
    """Return a request of ``regions.list``, for ``client.send``."""
    return Request(
        LIST_REGIONS,
        query={
            "limit": limit,
            "cursor": cursor,
        },
    )
