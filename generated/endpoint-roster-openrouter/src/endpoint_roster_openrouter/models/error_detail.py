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
    misfit,
    new,
    or_none,
    unknown,
)


@_attrs_define
class ErrorDetail(Model):
    """What went wrong.

    Attributes:
        code (int): Number of the error, usually the HTTP status.
        message (str): What happened, for people.
        metadata (ErrorMetadata | None | Unset): Further details of any kind, or null.

    """

    code: int
    message: str
    metadata: ErrorMetadata | None | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ErrorDetail | None = None) -> ErrorDetail:
    self: Any = new(ErrorDetail) if into is None else into
    try:
        if len(d) == 3:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.code = v0 if type(v0 := d["code"]) is int else misfit()
                self.message = d["message"] + ""
                self.metadata = None if (v0 := d["metadata"]) is None else ErrorMetadata._read(v0)
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = len(d) - 3
        self.code = v0 if type(v0 := d["code"]) is int else misfit()
        self.message = d["message"] + ""
        if "metadata" in d:
            self.metadata = None if (v0 := d["metadata"]) is None else ErrorMetadata._read(v0)
        else:
            self.metadata = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


from ..models.error_metadata import ErrorMetadata  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "code": ("code", True, "integer"),
    "message": ("message", True, "string"),
    "metadata": ("metadata", False, ("nullable", ErrorMetadata)),
}
_NAMES = frozenset(_FIELDS)
ErrorDetail._FIELDS = _FIELDS
ErrorDetail._read = _read
