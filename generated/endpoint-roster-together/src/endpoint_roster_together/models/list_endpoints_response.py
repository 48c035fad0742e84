# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    MISFITS,
    Kind,
    Model,
    mend,
    misfit,
    new,
    or_none,
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

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        self = new(cls)
        try:
            self.object_ = d["object"] + ""
            self.data = [Endpoint._read(v0i) for v0i in v0] if type(v0 := d["data"]) is list else misfit()
            self._extra = None if len(d) == 2 else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
        return self


from ..models.endpoint import Endpoint  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "object": ("object_", True, "string"),
    "data": ("data", True, ("list", Endpoint)),
}
_NAMES = frozenset(_FIELDS)
ListEndpointsResponse._FIELDS = _FIELDS
