# Written by `uv run nox -s regenerate` from specs/together; do not edit.
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
class ErrorResponse(Model):
    """The body of every error.

    Attributes:
        error (ErrorDetail): What went wrong.

    """

    error: ErrorDetail
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        self = new(cls)
        try:
            self.error = ErrorDetail._read(d["error"])
            self._extra = None if len(d) == 1 else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
        return self


from ..models.error_detail import ErrorDetail  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "error": ("error", True, ErrorDetail),
}
_NAMES = frozenset(_FIELDS)
ErrorResponse._FIELDS = _FIELDS
