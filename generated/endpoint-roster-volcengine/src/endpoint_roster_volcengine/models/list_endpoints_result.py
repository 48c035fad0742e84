# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import Any

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


@_attrs_define
class ListEndpointsResult(Model):
    """A page of endpoints; missing when the call failed.

    Attributes:
        total_count (int | Unset): Number of endpoints that match, on all pages.
        page_number (int | Unset): Number of this page, counted from 1.
        page_size (int | Unset): Endpoints per page, as asked for or by default; the last page can have fewer.
        items (list[Endpoint] | None | Unset): The endpoints of this page. Missing or null when there are none
            (inferred: the official SDK allows for it, no source shows it).

    """

    total_count: int | Unset = UNSET
    page_number: int | Unset = UNSET
    page_size: int | Unset = UNSET
    items: list[Endpoint] | None | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ListEndpointsResult | None = None) -> ListEndpointsResult:
    self: Any = new(ListEndpointsResult) if into is None else into
    try:
        if len(d) == 4:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.total_count = v0 if type(v0 := d["TotalCount"]) is int else misfit()
                self.page_number = v0 if type(v0 := d["PageNumber"]) is int else misfit()
                self.page_size = v0 if type(v0 := d["PageSize"]) is int else misfit()
                self.items = None if (v0 := d["Items"]) is None else read_items(Endpoint, v0)
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 4
        if "TotalCount" in d:
            self.total_count = v0 if type(v0 := d["TotalCount"]) is int else misfit()
        else:
            self.total_count = UNSET
            unknowns += 1
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
        if "Items" in d:
            self.items = None if (v0 := d["Items"]) is None else read_items(Endpoint, v0)
        else:
            self.items = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


from ..models.endpoint import Endpoint  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "TotalCount": ("total_count", False, "integer"),
    "PageNumber": ("page_number", False, "integer"),
    "PageSize": ("page_size", False, "integer"),
    "Items": ("items", False, ("nullable", ("list", Endpoint))),
}
_NAMES = frozenset(_FIELDS)
ListEndpointsResult._FIELDS = _FIELDS
ListEndpointsResult._read = _read
