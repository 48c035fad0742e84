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
class ErrorDetail(Model):
    """The other way in which an error may arrive (inferred).

    Attributes:
        code (int | str | Unset): Name or number of the error (inferred).
        message (str | Unset): What happened, for people (inferred).

    """

    code: int | str | Unset = UNSET
    message: str | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ErrorDetail | None = None) -> ErrorDetail:
    self: Any = new(ErrorDetail) if into is None else into
    try:
        if len(d) == 2:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.code = d["code"]
                self.message = d["message"] + ""
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 2
        if "code" in d:
            self.code = d["code"]
        else:
            self.code = UNSET
            unknowns += 1
        if "message" in d:
            self.message = d["message"] + ""
        else:
            self.message = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "code": ("code", False, "any"),
    "message": ("message", False, "string"),
}
_NAMES = frozenset(_FIELDS)
ErrorDetail._FIELDS = _FIELDS
ErrorDetail._read = _read
