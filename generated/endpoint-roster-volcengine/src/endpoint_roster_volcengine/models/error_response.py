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
class ErrorResponse(Model):
    """Body of an error; the error itself is `ResponseMetadata.Error`.

    Attributes:
        response_metadata (ResponseMetadata | Unset): Envelope of every answer of the gateway.

    """

    response_metadata: ResponseMetadata | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ErrorResponse | None = None) -> ErrorResponse:
    self: Any = new(ErrorResponse) if into is None else into
    try:
        if len(d) == 1:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.response_metadata = ResponseMetadata._read(d["ResponseMetadata"])
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 1
        if "ResponseMetadata" in d:
            self.response_metadata = ResponseMetadata._read(d["ResponseMetadata"])
        else:
            self.response_metadata = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


from ..models.response_metadata import ResponseMetadata  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "ResponseMetadata": ("response_metadata", False, ResponseMetadata),
}
_NAMES = frozenset(_FIELDS)
ErrorResponse._FIELDS = _FIELDS
ErrorResponse._read = _read
