# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
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
class RateLimit(Model):
    """How much the endpoint may be asked.

    Attributes:
        rpm (int | Unset): Requests per minute.
        tpm (int | Unset): Tokens per minute.

    """

    rpm: int | Unset = UNSET
    tpm: int | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: RateLimit | None = None) -> RateLimit:
    self: Any = new(RateLimit) if into is None else into
    try:
        if len(d) == 2:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.rpm = v0 if type(v0 := d["Rpm"]) is int else misfit()
                self.tpm = v0 if type(v0 := d["Tpm"]) is int else misfit()
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 2
        if "Rpm" in d:
            self.rpm = v0 if type(v0 := d["Rpm"]) is int else misfit()
        else:
            self.rpm = UNSET
            unknowns += 1
        if "Tpm" in d:
            self.tpm = v0 if type(v0 := d["Tpm"]) is int else misfit()
        else:
            self.tpm = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "Rpm": ("rpm", False, "integer"),
    "Tpm": ("tpm", False, "integer"),
}
_NAMES = frozenset(_FIELDS)
RateLimit._FIELDS = _FIELDS
RateLimit._read = _read
