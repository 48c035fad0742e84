# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import MISFITS, UNSET, Kind, Model, Unset, mend, misfit, or_none, unknown


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

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        try:
            get = d.get
            return cls(
                v0 if (v0 := get("Rpm", UNSET)) is UNSET else v0 if type(v0) is int else misfit(),
                v0 if (v0 := get("Tpm", UNSET)) is UNSET else v0 if type(v0) is int else misfit(),
                None if d.keys() <= _NAMES else unknown(d, _NAMES),
            )
        except MISFITS:
            return mend(cls, d)


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "Rpm": ("rpm", False, "integer"),
    "Tpm": ("tpm", False, "integer"),
}
_NAMES = _FIELDS.keys()
RateLimit._FIELDS = _FIELDS
