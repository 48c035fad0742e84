# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from ..models.known_error_code import KnownErrorCode


@_attrs_define
class ErrorResponse(Model):
    """Body of an error.

    Attributes:
        error_code (KnownErrorCode | str | Unset): Code of the error, with the part that reports it before the dot.
        error_msg (str | Unset): What happened, in words for people.
        request_id (str | Unset): Identifier of the request; only errors of the gateway have it in the body.

    """

    error_code: KnownErrorCode | str | Unset = UNSET
    error_msg: str | Unset = UNSET
    request_id: str | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ErrorResponse | None = None) -> ErrorResponse:
    self: Any = new(ErrorResponse) if into is None else into
    try:
        if len(d) == 3:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.error_code = d["error_code"] + ""
                self.error_msg = d["error_msg"] + ""
                self.request_id = d["request_id"] + ""
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 3
        if "error_code" in d:
            self.error_code = d["error_code"] + ""
        else:
            self.error_code = UNSET
            unknowns += 1
        if "error_msg" in d:
            self.error_msg = d["error_msg"] + ""
        else:
            self.error_msg = UNSET
            unknowns += 1
        if "request_id" in d:
            self.request_id = d["request_id"] + ""
        else:
            self.request_id = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "error_code": ("error_code", False, "string"),
    "error_msg": ("error_msg", False, "string"),
    "request_id": ("request_id", False, "string"),
}
_NAMES = frozenset(_FIELDS)
ErrorResponse._FIELDS = _FIELDS
ErrorResponse._read = _read
