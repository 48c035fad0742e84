# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    MISFITS,
    Kind,
    Model,
    mend,
    new,
    or_none,
    read_items,
    unknown,
)


@_attrs_define
class ListEndpointsResponse(Model):
    """All endpoints that match, in one answer.

    Attributes:
        object_ (str): Kind of this object; always `list` so far.
        data (list[Endpoint]): The endpoints. The order is not published.

    """

    object_: str
    data: list[Endpoint]
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ListEndpointsResponse | None = None) -> ListEndpointsResponse:
    self: Any = new(ListEndpointsResponse) if into is None else into
    try:
        unknowns = len(d) - 2
        self.object_ = d["object"] + ""
        self.data = read_items(Endpoint, d["data"])
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


from ..models.endpoint import Endpoint  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "object": ("object_", True, "string"),
    "data": ("data", True, ("list", Endpoint)),
}
_NAMES = frozenset(_FIELDS)
ListEndpointsResponse._FIELDS = _FIELDS
ListEndpointsResponse._read = _read
