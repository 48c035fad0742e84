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
class Volume(Model):
    """A mounted volume.

    Attributes:
        id (str | Unset): Identifier of the volume.
        type_ (str | Unset): Kind of storage. Only `network` is published.
        size (int | Unset): Size, in GB (unit inferred). One published example leaves it out.
        mount_point (str | Unset): Folder in the container where the volume appears.

    """

    id: str | Unset = UNSET
    type_: str | Unset = UNSET
    size: int | Unset = UNSET
    mount_point: str | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        self = new(cls)
        try:
            if len(d) == 4:  # a small object mostly has all its fields, so none is asked for twice
                try:
                    self.id = d["id"] + ""
                    self.type_ = d["type"] + ""
                    self.size = v0 if type(v0 := d["size"]) is int else misfit()
                    self.mount_point = d["mount_point"] + ""
                    self._extra = None
                    return self
                except KeyError:
                    pass
            self.id = d["id"] + "" if "id" in d else UNSET
            self.type_ = d["type"] + "" if "type" in d else UNSET
            self.size = (v0 if type(v0 := d["size"]) is int else misfit()) if "size" in d else UNSET
            self.mount_point = d["mount_point"] + "" if "mount_point" in d else UNSET
            self._extra = None if _NAMES.issuperset(d.keys()) else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
        return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "id": ("id", False, "string"),
    "type": ("type_", False, "string"),
    "size": ("size", False, "integer"),
    "mount_point": ("mount_point", False, "string"),
}
_NAMES = frozenset(_FIELDS)
Volume._FIELDS = _FIELDS
