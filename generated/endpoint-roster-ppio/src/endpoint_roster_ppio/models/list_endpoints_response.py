# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import MISFITS, UNSET, Kind, Model, Unset, mend, misfit, or_none, unknown


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

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        try:
            get = d.get
            return cls(
                [Endpoint._read(v0i) for v0i in v0] if type(v0 := d["data"]) is list else misfit(),
                v0 if (v0 := get("next_cursor", UNSET)) is UNSET else v0 + "",
                v0 if (v0 := get("has_more", UNSET)) is UNSET else v0 if v0 is True or v0 is False else misfit(),
                None if d.keys() <= _NAMES else unknown(d, _NAMES),
            )
        except MISFITS:
            return mend(cls, d)


from ..models.endpoint import Endpoint  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "data": ("data", True, ("list", Endpoint)),
    "next_cursor": ("next_cursor", False, "string"),
    "has_more": ("has_more", False, "boolean"),
}
_NAMES = _FIELDS.keys()
ListEndpointsResponse._FIELDS = _FIELDS
