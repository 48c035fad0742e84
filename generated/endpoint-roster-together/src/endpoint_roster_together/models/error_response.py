# Written by `uv run nox -s regenerate` from specs/together; do not edit.
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
class ErrorResponse(Model):
    """The body of every error.

    Attributes:
        error (ErrorDetail): What went wrong.

    """

    error: ErrorDetail
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ErrorResponse | None = None) -> ErrorResponse:
    self: Any = new(ErrorResponse) if into is None else into
    try:
        unknowns = len(d) - 1
        self.error = ErrorDetail._read(d["error"])
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


from ..models.error_detail import ErrorDetail  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "error": ("error", True, ErrorDetail),
}
_NAMES = frozenset(_FIELDS)
ErrorResponse._FIELDS = _FIELDS
ErrorResponse._read = _read
