# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    MISFITS,
    Kind,
    Model,
    mend,
    new,
    or_none,
    unknown,
)


@_attrs_define
class ErrorMetadata(Model):
    """Details of any kind; their names are not fixed."""

    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        self = new(cls)
        try:
            self._extra = None if len(d) == 0 else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
        return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {}
_NAMES = frozenset(_FIELDS)
ErrorMetadata._FIELDS = _FIELDS
