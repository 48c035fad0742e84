# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
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
    new,
    or_none,
    unknown,
)


@_attrs_define
class ErrorResponse(Model):
    """The body of every error.

    Attributes:
        error (ErrorDetail): What went wrong.
        user_id (None | str | Unset): User whom the key belongs to, or null.
        openrouter_metadata (ErrorMetadata | None | Unset): How the request was routed, or null.

    """

    error: ErrorDetail
    user_id: None | str | Unset = UNSET
    openrouter_metadata: ErrorMetadata | None | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ErrorResponse | None = None) -> ErrorResponse:
    self: Any = new(ErrorResponse) if into is None else into
    try:
        if len(d) == 3:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.error = ErrorDetail._read(d["error"])
                self.user_id = None if (v0 := d["user_id"]) is None else v0 + ""
                self.openrouter_metadata = None if (v0 := d["openrouter_metadata"]) is None else ErrorMetadata._read(v0)
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = len(d) - 3
        self.error = ErrorDetail._read(d["error"])
        if "user_id" in d:
            self.user_id = None if (v0 := d["user_id"]) is None else v0 + ""
        else:
            self.user_id = UNSET
            unknowns += 1
        if "openrouter_metadata" in d:
            self.openrouter_metadata = None if (v0 := d["openrouter_metadata"]) is None else ErrorMetadata._read(v0)
        else:
            self.openrouter_metadata = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


from ..models.error_detail import ErrorDetail  # noqa: E402
from ..models.error_metadata import ErrorMetadata  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "error": ("error", True, ErrorDetail),
    "user_id": ("user_id", False, ("nullable", "string")),
    "openrouter_metadata": ("openrouter_metadata", False, ("nullable", ErrorMetadata)),
}
_NAMES = frozenset(_FIELDS)
ErrorResponse._FIELDS = _FIELDS
ErrorResponse._read = _read
