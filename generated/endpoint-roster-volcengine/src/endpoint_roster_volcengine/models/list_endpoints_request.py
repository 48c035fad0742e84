# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.endpoint_filter import EndpointFilter
    from ..models.known_sort_by import KnownSortBy
    from ..models.sort_order import SortOrder
    from ..models.tag_filter import TagFilter


@model
class ListEndpointsRequest(Model):
    """What to list; an empty object means the first page of everything."""

    page_number: int | Unset = field("PageNumber", "integer", default=UNSET)
    """Number of the page, counted from 1. The server's default is `1`."""
    page_size: int | Unset = field("PageSize", "integer", default=UNSET)
    """Endpoints per page, 1 to 100. The server's default is `10`."""
    project_name: str | Unset = field("ProjectName", "string", default=UNSET)
    """Only endpoints of this project, for example `default`. Without it, those of every project that the user may
    see (inferred)."""
    tag_filters: list[TagFilter] | Unset = field("TagFilters", "list[TagFilter]", default=UNSET)
    """Only endpoints with tags that match; each filter has to match (inferred)."""
    filter_: EndpointFilter | Unset = field("Filter", "EndpointFilter", default=UNSET)
    """Conditions on the endpoints. Within a list, one match is enough; all the fields that are given have to match
    (inferred)."""
    sort_by: KnownSortBy | str | Unset = field("SortBy", "string", default=UNSET)
    """Order of the list. The one documented word is `CreateTime`. The order without it is not documented."""
    sort_order: SortOrder | Unset = field("SortOrder", "string", default=UNSET)
    """Direction of the order. Which one the server takes without it is not documented."""
