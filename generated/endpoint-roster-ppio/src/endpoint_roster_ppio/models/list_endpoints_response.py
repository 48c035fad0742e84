# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import Any, Self

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

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        self = new(cls)
        try:
            if len(d) == 3:  # a small object mostly has all its fields, so none is asked for twice
                try:
                    self.data = [Endpoint._read(v0i) for v0i in v0] if type(v0 := d["data"]) is list else misfit()
                    self.next_cursor = d["next_cursor"] + ""
                    self.has_more = v0 if (v0 := d["has_more"]) is True or v0 is False else misfit()
                    self._extra = None
                    return self
                except KeyError:
                    pass
            self.data = [Endpoint._read(v0i) for v0i in v0] if type(v0 := d["data"]) is list else misfit()
            self.next_cursor = d["next_cursor"] + "" if "next_cursor" in d else UNSET
            self.has_more = (
                (v0 if (v0 := d["has_more"]) is True or v0 is False else misfit()) if "has_more" in d else UNSET
            )
            self._extra = None if _NAMES.issuperset(d) else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
        return self


from ..models.endpoint import Endpoint  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "data": ("data", True, ("list", Endpoint)),
    "next_cursor": ("next_cursor", False, "string"),
    "has_more": ("has_more", False, "boolean"),
}
_NAMES = frozenset(_FIELDS)
ListEndpointsResponse._FIELDS = _FIELDS
