# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    MISFITS,
    UNSET,
    Kind,
    Model,
    Unset,
    mend,
    misfit,
    new,
    or_none,
    read_items,
    unknown,
)

if TYPE_CHECKING:
    from ..models.known_sort_by import KnownSortBy
    from ..models.known_sort_order import KnownSortOrder


@_attrs_define
class ListEndpointsRequest(Model):
    """What to list; an empty object means the first page of everything.

    Attributes:
        page_number (int | Unset): Number of the page, counted from 1. Default: 1.
        page_size (int | Unset): Endpoints per page, 1 to 100. Default: 10.
        project_name (str | Unset): Only endpoints of this project, for example `default`. Without it, those of every
            project that the user may see (inferred).
        tag_filters (list[TagFilter] | Unset): Only endpoints with tags that match; each filter has to match (inferred).
        filter_ (EndpointFilter | Unset): Conditions on the endpoints. Within a list, one match is enough; all the
            fields that are given have to match (inferred).
        sort_by (KnownSortBy | str | Unset): Order of the list. The one documented word is `CreateTime`. The order
            without it is not documented.
        sort_order (KnownSortOrder | str | Unset): Direction of the order. Which one the server takes without it is not
            documented.

    """

    page_number: int | Unset = 1
    page_size: int | Unset = 10
    project_name: str | Unset = UNSET
    tag_filters: list[TagFilter] | Unset = UNSET
    filter_: EndpointFilter | Unset = UNSET
    sort_by: KnownSortBy | str | Unset = UNSET
    sort_order: KnownSortOrder | str | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ListEndpointsRequest | None = None) -> ListEndpointsRequest:
    self: Any = new(ListEndpointsRequest) if into is None else into
    try:
        if len(d) == 7:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.page_number = v0 if type(v0 := d["PageNumber"]) is int else misfit()
                self.page_size = v0 if type(v0 := d["PageSize"]) is int else misfit()
                self.project_name = d["ProjectName"] + ""
                self.tag_filters = read_items(TagFilter, d["TagFilters"])
                self.filter_ = EndpointFilter._read(d["Filter"])
                self.sort_by = d["SortBy"] + ""
                self.sort_order = d["SortOrder"] + ""
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 7
        if "PageNumber" in d:
            self.page_number = v0 if type(v0 := d["PageNumber"]) is int else misfit()
        else:
            self.page_number = UNSET
            unknowns += 1
        if "PageSize" in d:
            self.page_size = v0 if type(v0 := d["PageSize"]) is int else misfit()
        else:
            self.page_size = UNSET
            unknowns += 1
        if "ProjectName" in d:
            self.project_name = d["ProjectName"] + ""
        else:
            self.project_name = UNSET
            unknowns += 1
        if "TagFilters" in d:
            self.tag_filters = read_items(TagFilter, d["TagFilters"])
        else:
            self.tag_filters = UNSET
            unknowns += 1
        if "Filter" in d:
            self.filter_ = EndpointFilter._read(d["Filter"])
        else:
            self.filter_ = UNSET
            unknowns += 1
        if "SortBy" in d:
            self.sort_by = d["SortBy"] + ""
        else:
            self.sort_by = UNSET
            unknowns += 1
        if "SortOrder" in d:
            self.sort_order = d["SortOrder"] + ""
        else:
            self.sort_order = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


from ..models.endpoint_filter import EndpointFilter  # noqa: E402
from ..models.tag_filter import TagFilter  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "PageNumber": ("page_number", False, "integer"),
    "PageSize": ("page_size", False, "integer"),
    "ProjectName": ("project_name", False, "string"),
    "TagFilters": ("tag_filters", False, ("list", TagFilter)),
    "Filter": ("filter_", False, EndpointFilter),
    "SortBy": ("sort_by", False, "string"),
    "SortOrder": ("sort_order", False, "string"),
}
_NAMES = frozenset(_FIELDS)
ListEndpointsRequest._FIELDS = _FIELDS
ListEndpointsRequest._read = _read
