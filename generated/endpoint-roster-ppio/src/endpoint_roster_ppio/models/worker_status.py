# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import Any, Self

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

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        self = new(cls)
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
            self.status = d["status"] + "" if "status" in d else UNSET
            self.error = d["error"] + "" if "error" in d else UNSET
            self.message = d["message"] + "" if "message" in d else UNSET
            self._extra = None if _NAMES.issuperset(d.keys()) else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
        return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "status": ("status", False, "string"),
    "error": ("error", False, "string"),
    "message": ("message", False, "string"),
}
_NAMES = frozenset(_FIELDS)
WorkerStatus._FIELDS = _FIELDS
