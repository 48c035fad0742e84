# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
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
class ResponseError(Model):
    """Why the call failed. Where it is present, the call failed, whatever the HTTP status.

    Attributes:
        code (KnownErrorCode | str | Unset): Word for the kind of error; some have a detail after a dot.
        code_n (int | Unset): Number of the code; errors of the platform have one, such as 100010.
        message (str | Unset): What happened, in words for people.

    """

    code: KnownErrorCode | str | Unset = UNSET
    code_n: int | Unset = UNSET
    message: str | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ResponseError | None = None) -> ResponseError:
    self: Any = new(ResponseError) if into is None else into
    try:
        if len(d) == 3:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.code = d["Code"] + ""
                self.code_n = v0 if type(v0 := d["CodeN"]) is int else misfit()
                self.message = d["Message"] + ""
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 3
        if "Code" in d:
            self.code = d["Code"] + ""
        else:
            self.code = UNSET
            unknowns += 1
        if "CodeN" in d:
            self.code_n = v0 if type(v0 := d["CodeN"]) is int else misfit()
        else:
            self.code_n = UNSET
            unknowns += 1
        if "Message" in d:
            self.message = d["Message"] + ""
        else:
            self.message = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "Code": ("code", False, "string"),
    "CodeN": ("code_n", False, "integer"),
    "Message": ("message", False, "string"),
}
_NAMES = frozenset(_FIELDS)
ResponseError._FIELDS = _FIELDS
ResponseError._read = _read
