# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
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
class ListEndpointsResponse(Model):
    """One page of endpoints.

    Attributes:
        data (list[Endpoint]): The endpoints of this page. The order is not published.
        next_cursor (str | Unset): What to send as `cursor` for the next page. On the last page empty or absent
            (inferred).
        has_more (bool | Unset): Whether another page follows.

    """

    data: list[Endpoint]
    next_cursor: str | Unset = UNSET
    has_more: bool | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ListEndpointsResponse | None = None) -> ListEndpointsResponse:
    self: Any = new(ListEndpointsResponse) if into is None else into
    try:
        if len(d) == 3:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.data = read_items(Endpoint, d["data"])
                self.next_cursor = d["next_cursor"] + ""
                self.has_more = v0 if (v0 := d["has_more"]) is True or v0 is False else misfit()
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = len(d) - 3
        self.data = read_items(Endpoint, d["data"])
        if "next_cursor" in d:
            self.next_cursor = d["next_cursor"] + ""
        else:
            self.next_cursor = UNSET
            unknowns += 1
        if "has_more" in d:
            self.has_more = v0 if (v0 := d["has_more"]) is True or v0 is False else misfit()
        else:
            self.has_more = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


from ..models.endpoint import Endpoint  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "data": ("data", True, ("list", Endpoint)),
    "next_cursor": ("next_cursor", False, "string"),
    "has_more": ("has_more", False, "boolean"),
}
_NAMES = frozenset(_FIELDS)
ListEndpointsResponse._FIELDS = _FIELDS
ListEndpointsResponse._read = _read
