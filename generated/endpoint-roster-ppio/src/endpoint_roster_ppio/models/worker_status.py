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
class WorkerStatus(Model):
    """The state of a worker.

    Attributes:
        status (str | Unset): The state, for programs. The values are not published, only the example `ready`.
        error (str | Unset): Name of the error, if there is one; else empty (inferred).
        message (str | Unset): Explanation for people; may be empty (inferred).

    """

    status: str | Unset = UNSET
    error: str | Unset = UNSET
    message: str | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: WorkerStatus | None = None) -> WorkerStatus:
    self: Any = new(WorkerStatus) if into is None else into
    try:
        if len(d) == 3:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.status = d["status"] + ""
                self.error = d["error"] + ""
                self.message = d["message"] + ""
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 3
        if "status" in d:
            self.status = d["status"] + ""
        else:
            self.status = UNSET
            unknowns += 1
        if "error" in d:
            self.error = d["error"] + ""
        else:
            self.error = UNSET
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
    "status": ("status", False, "string"),
    "error": ("error", False, "string"),
    "message": ("message", False, "string"),
}
_NAMES = frozenset(_FIELDS)
WorkerStatus._FIELDS = _FIELDS
WorkerStatus._read = _read
