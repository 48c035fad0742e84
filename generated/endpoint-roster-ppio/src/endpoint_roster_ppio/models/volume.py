# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
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
    spelled,
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


def _read_each(found: list[Any], into: Volume | None = None) -> list[Volume]:
    (
        k_id,
        k_type_,
        k_size,
        k_mount_point,
    ) = spelled(found, _FIELDS)
    for number, d in enumerate(found):
        self: Any = new(Volume) if into is None else into
        try:
            if len(d) == 4:  # a small object mostly has all its fields, so none is asked for twice
                try:
                    self.id = d[k_id] + ""
                    self.type_ = d[k_type_] + ""
                    self.size = v0 if type(v0 := d[k_size]) is int else misfit()
                    self.mount_point = d[k_mount_point] + ""
                    self._extra = None
                    found[number] = self
                    continue
                except KeyError:
                    pass
            unknowns = (len(d) if type(d) is dict else misfit()) - 4
            if k_id in d:
                self.id = d[k_id] + ""
            else:
                self.id = UNSET
                unknowns += 1
            if k_type_ in d:
                self.type_ = d[k_type_] + ""
            else:
                self.type_ = UNSET
                unknowns += 1
            if k_size in d:
                self.size = v0 if type(v0 := d[k_size]) is int else misfit()
            else:
                self.size = UNSET
                unknowns += 1
            if k_mount_point in d:
                self.mount_point = d[k_mount_point] + ""
            else:
                self.mount_point = UNSET
                unknowns += 1
            self._extra = unknown(d, _NAMES) if unknowns else None
        except MISFITS:
            mend(self, d)
        found[number] = self
    return found


def _read(d: dict[str, Any], into: Volume | None = None) -> Volume:
    return _read_each([d], into)[0]


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "id": ("id", False, "string"),
    "type": ("type_", False, "string"),
    "size": ("size", False, "integer"),
    "mount_point": ("mount_point", False, "string"),
}
_NAMES = frozenset(_FIELDS)
Volume._FIELDS = _FIELDS
Volume._read = _read
Volume._read_each = _read_each
