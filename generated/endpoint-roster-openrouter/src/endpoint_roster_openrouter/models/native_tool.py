# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
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
    new,
    or_none,
    unknown,
)


@_attrs_define
class NativeTool(Model):
    """A tool that the provider runs itself.

    Attributes:
        type_ (str | Unset): What the provider calls the tool.

    """

    type_: str | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        self = new(cls)
        try:
            if len(d) == 1:  # a small object mostly has all its fields, so none is asked for twice
                try:
                    self.type_ = d["type"] + ""
                    self._extra = None
                    return self
                except KeyError:
                    pass
            self.type_ = d["type"] + "" if "type" in d else UNSET
            self._extra = None if _NAMES.issuperset(d.keys()) else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
        return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "type": ("type_", False, "string"),
}
_NAMES = frozenset(_FIELDS)
NativeTool._FIELDS = _FIELDS
