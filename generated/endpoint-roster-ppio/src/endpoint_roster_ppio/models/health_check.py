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
    unknown,
)


@_attrs_define
class HealthCheck(Model):
    """How the provider asks a worker whether it is well.

    Attributes:
        path (str | Unset): Path that is asked.
        port (int | Unset): Port that is asked.

    """

    path: str | Unset = UNSET
    port: int | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: HealthCheck | None = None) -> HealthCheck:
    self: Any = new(HealthCheck) if into is None else into
    try:
        if len(d) == 2:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.path = d["path"] + ""
                self.port = v0 if type(v0 := d["port"]) is int else misfit()
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 2
        if "path" in d:
            self.path = d["path"] + ""
        else:
            self.path = UNSET
            unknowns += 1
        if "port" in d:
            self.port = v0 if type(v0 := d["port"]) is int else misfit()
        else:
            self.port = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "path": ("path", False, "string"),
    "port": ("port", False, "integer"),
}
_NAMES = frozenset(_FIELDS)
HealthCheck._FIELDS = _FIELDS
HealthCheck._read = _read
