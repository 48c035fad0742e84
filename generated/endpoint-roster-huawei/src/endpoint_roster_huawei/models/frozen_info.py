# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from ..models.known_frozen_effect import KnownFrozenEffect
    from ..models.known_frozen_scene import KnownFrozenScene


@_attrs_define
class FrozenInfo(Model):
    """Why a service is frozen. Inferred, the sibling has it.

    Attributes:
        scene (KnownFrozenScene | str | Unset): Reason.
        effect (int | KnownFrozenEffect | Unset): Whether the frozen service can be released.

    """

    scene: KnownFrozenScene | str | Unset = UNSET
    effect: int | KnownFrozenEffect | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: FrozenInfo | None = None) -> FrozenInfo:
    self: Any = new(FrozenInfo) if into is None else into
    try:
        if len(d) == 2:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.scene = d["scene"] + ""
                self.effect = v0 if type(v0 := d["effect"]) is int else misfit()
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 2
        if "scene" in d:
            self.scene = d["scene"] + ""
        else:
            self.scene = UNSET
            unknowns += 1
        if "effect" in d:
            self.effect = v0 if type(v0 := d["effect"]) is int else misfit()
        else:
            self.effect = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "scene": ("scene", False, "string"),
    "effect": ("effect", False, "integer"),
}
_NAMES = frozenset(_FIELDS)
FrozenInfo._FIELDS = _FIELDS
FrozenInfo._read = _read
