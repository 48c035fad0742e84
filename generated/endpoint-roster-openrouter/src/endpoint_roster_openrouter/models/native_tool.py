# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
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


def _read(d: dict[str, Any], into: NativeTool | None = None) -> NativeTool:
    self: Any = new(NativeTool) if into is None else into
    try:
        if len(d) == 1:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.type_ = d["type"] + ""
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 1
        if "type" in d:
            self.type_ = d["type"] + ""
        else:
            self.type_ = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "type": ("type_", False, "string"),
}
_NAMES = frozenset(_FIELDS)
NativeTool._FIELDS = _FIELDS
NativeTool._read = _read
