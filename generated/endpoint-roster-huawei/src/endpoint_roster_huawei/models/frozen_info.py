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
    spelled,
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


def _read_each(found: list[Any], into: FrozenInfo | None = None) -> list[FrozenInfo]:
    (
        k_scene,
        k_effect,
    ) = spelled(found, _FIELDS)
    for number, d in enumerate(found):
        self: Any = new(FrozenInfo) if into is None else into
        try:
            if len(d) == 2:  # a small object mostly has all its fields, so none is asked for twice
                try:
                    self.scene = d[k_scene] + ""
                    self.effect = v0 if type(v0 := d[k_effect]) is int else misfit()
                    self._extra = None
                    found[number] = self
                    continue
                except KeyError:
                    pass
            unknowns = (len(d) if type(d) is dict else misfit()) - 2
            if k_scene in d:
                self.scene = d[k_scene] + ""
            else:
                self.scene = UNSET
                unknowns += 1
            if k_effect in d:
                self.effect = v0 if type(v0 := d[k_effect]) is int else misfit()
            else:
                self.effect = UNSET
                unknowns += 1
            self._extra = unknown(d, _NAMES) if unknowns else None
        except MISFITS:
            mend(self, d)
        found[number] = self
    return found


def _read(d: dict[str, Any], into: FrozenInfo | None = None) -> FrozenInfo:
    return _read_each([d], into)[0]


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "scene": ("scene", False, "string"),
    "effect": ("effect", False, "integer"),
}
_NAMES = frozenset(_FIELDS)
FrozenInfo._FIELDS = _FIELDS
FrozenInfo._read = _read
FrozenInfo._read_each = _read_each
