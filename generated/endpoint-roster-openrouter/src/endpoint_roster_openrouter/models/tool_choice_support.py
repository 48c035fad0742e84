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
class ToolChoiceSupport(Model):
    """Which values of `tool_choice` were tested and work. Since November 2026.

    Attributes:
        auto (bool | Unset): Whether the model may decide.
        function (bool | Unset): Whether a function can be named.
        none (bool | Unset): Whether tools can be forbidden.
        required (bool | Unset): Whether a tool can be demanded.

    """

    auto: bool | Unset = UNSET
    function: bool | Unset = UNSET
    none: bool | Unset = UNSET
    required: bool | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ToolChoiceSupport | None = None) -> ToolChoiceSupport:
    self: Any = new(ToolChoiceSupport) if into is None else into
    try:
        if len(d) == 4:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.auto = v0 if (v0 := d["auto"]) is True or v0 is False else misfit()
                self.function = v0 if (v0 := d["function"]) is True or v0 is False else misfit()
                self.none = v0 if (v0 := d["none"]) is True or v0 is False else misfit()
                self.required = v0 if (v0 := d["required"]) is True or v0 is False else misfit()
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 4
        if "auto" in d:
            self.auto = v0 if (v0 := d["auto"]) is True or v0 is False else misfit()
        else:
            self.auto = UNSET
            unknowns += 1
        if "function" in d:
            self.function = v0 if (v0 := d["function"]) is True or v0 is False else misfit()
        else:
            self.function = UNSET
            unknowns += 1
        if "none" in d:
            self.none = v0 if (v0 := d["none"]) is True or v0 is False else misfit()
        else:
            self.none = UNSET
            unknowns += 1
        if "required" in d:
            self.required = v0 if (v0 := d["required"]) is True or v0 is False else misfit()
        else:
            self.required = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "auto": ("auto", False, "boolean"),
    "function": ("function", False, "boolean"),
    "none": ("none", False, "boolean"),
    "required": ("required", False, "boolean"),
}
_NAMES = frozenset(_FIELDS)
ToolChoiceSupport._FIELDS = _FIELDS
ToolChoiceSupport._read = _read
