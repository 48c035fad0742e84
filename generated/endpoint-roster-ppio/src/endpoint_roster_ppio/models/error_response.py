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
class ErrorResponse(Model):
    """The body of an error. No error body is published for this API: `code`, `reason`, `message` and `metadata` are
    inferred from Novita's error pages, and `error` from what Novita's own command-line tool reads.

    Attributes:
        code (int | Unset): HTTP status or number of the error (inferred).
        reason (str | Unset): Name of the error, for programs, such as `INVALID_API_KEY` (inferred).
        message (str | Unset): What happened, for people (inferred).
        metadata (ErrorMetadata | Unset): Further details of any kind (inferred).
        error (ErrorDetail | Unset): The other way in which an error may arrive (inferred).

    """

    code: int | Unset = UNSET
    reason: str | Unset = UNSET
    message: str | Unset = UNSET
    metadata: ErrorMetadata | Unset = UNSET
    error: ErrorDetail | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ErrorResponse | None = None) -> ErrorResponse:
    self: Any = new(ErrorResponse) if into is None else into
    try:
        if len(d) == 5:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.code = v0 if type(v0 := d["code"]) is int else misfit()
                self.reason = d["reason"] + ""
                self.message = d["message"] + ""
                self.metadata = ErrorMetadata._read(d["metadata"])
                self.error = ErrorDetail._read(d["error"])
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 5
        if "code" in d:
            self.code = v0 if type(v0 := d["code"]) is int else misfit()
        else:
            self.code = UNSET
            unknowns += 1
        if "reason" in d:
            self.reason = d["reason"] + ""
        else:
            self.reason = UNSET
            unknowns += 1
        if "message" in d:
            self.message = d["message"] + ""
        else:
            self.message = UNSET
            unknowns += 1
        if "metadata" in d:
            self.metadata = ErrorMetadata._read(d["metadata"])
        else:
            self.metadata = UNSET
            unknowns += 1
        if "error" in d:
            self.error = ErrorDetail._read(d["error"])
        else:
            self.error = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


from ..models.error_detail import ErrorDetail  # noqa: E402
from ..models.error_metadata import ErrorMetadata  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "code": ("code", False, "integer"),
    "reason": ("reason", False, "string"),
    "message": ("message", False, "string"),
    "metadata": ("metadata", False, ErrorMetadata),
    "error": ("error", False, ErrorDetail),
}
_NAMES = frozenset(_FIELDS)
ErrorResponse._FIELDS = _FIELDS
ErrorResponse._read = _read
