# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import MISFITS, UNSET, Kind, Model, Unset, mend, misfit, or_none, unknown


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
        try:
            get = d.get
            return cls(
                v0 if (v0 := get("auto", UNSET)) is UNSET else v0 if v0 is True or v0 is False else misfit(),
                v0 if (v0 := get("function", UNSET)) is UNSET else v0 if v0 is True or v0 is False else misfit(),
                v0 if (v0 := get("none", UNSET)) is UNSET else v0 if v0 is True or v0 is False else misfit(),
                v0 if (v0 := get("required", UNSET)) is UNSET else v0 if v0 is True or v0 is False else misfit(),
                None if d.keys() <= _NAMES else unknown(d, _NAMES),
            )
        except MISFITS:
            return mend(cls, d)


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "auto": ("auto", False, "boolean"),
    "function": ("function", False, "boolean"),
    "none": ("none", False, "boolean"),
    "required": ("required", False, "boolean"),
}
_NAMES = _FIELDS.keys()
ToolChoiceSupport._FIELDS = _FIELDS
