# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import Any

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


def _read(d: dict[str, Any], into: ErrorMetadata | None = None) -> ErrorMetadata:
    self: Any = new(ErrorMetadata) if into is None else into
    try:
        unknowns = len(d.keys())
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {}
_NAMES = frozenset(_FIELDS)
ErrorMetadata._FIELDS = _FIELDS
ErrorMetadata._read = _read
