# Written by `uv run nox -s regenerate` from specs/together; do not edit.
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
class ErrorDetail(Model):
    """What went wrong.

    Attributes:
        message (str): What happened, for people.
        type_ (str): Kind of error, for programs; an open set. Published for 429 are `dynamic_request_limited` and
            `dynamic_token_limited`.
        param (None | str | Unset): The parameter that is at fault, or null. Absent means null.
        code (None | str | Unset): A more exact code, or null. Absent means null; `type` is then the best there is.

    """

    message: str
    type_: str
    param: None | str | Unset = UNSET
    code: None | str | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ErrorDetail | None = None) -> ErrorDetail:
    self: Any = new(ErrorDetail) if into is None else into
    try:
        if len(d) == 4:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.message = d["message"] + ""
                self.type_ = d["type"] + ""
                self.param = None if (v0 := d["param"]) is None else v0 + ""
                self.code = None if (v0 := d["code"]) is None else v0 + ""
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = len(d) - 4
        self.message = d["message"] + ""
        self.type_ = d["type"] + ""
        if "param" in d:
            self.param = None if (v0 := d["param"]) is None else v0 + ""
        else:
            self.param = UNSET
            unknowns += 1
        if "code" in d:
            self.code = None if (v0 := d["code"]) is None else v0 + ""
        else:
            self.code = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "message": ("message", True, "string"),
    "type": ("type_", True, "string"),
    "param": ("param", False, ("nullable", "string")),
    "code": ("code", False, ("nullable", "string")),
}
_NAMES = frozenset(_FIELDS)
ErrorDetail._FIELDS = _FIELDS
ErrorDetail._read = _read
