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

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        self = new(cls)
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
            self.auto = (v0 if (v0 := d["auto"]) is True or v0 is False else misfit()) if "auto" in d else UNSET
            self.function = (
                (v0 if (v0 := d["function"]) is True or v0 is False else misfit()) if "function" in d else UNSET
            )
            self.none = (v0 if (v0 := d["none"]) is True or v0 is False else misfit()) if "none" in d else UNSET
            self.required = (
                (v0 if (v0 := d["required"]) is True or v0 is False else misfit()) if "required" in d else UNSET
            )
            self._extra = None if _NAMES.issuperset(d.keys()) else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
        return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "auto": ("auto", False, "boolean"),
    "function": ("function", False, "boolean"),
    "none": ("none", False, "boolean"),
    "required": ("required", False, "boolean"),
}
_NAMES = frozenset(_FIELDS)
ToolChoiceSupport._FIELDS = _FIELDS
