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
class ListEndpointsResponse(Model):
    """The answer. An `error` beside or in place of `data` means that the call failed although its status is 200.

    Attributes:
        data (ModelEndpoints): A model and the endpoints that serve it.
        error (ErrorDetail | Unset): What went wrong.

    """

    data: ModelEndpoints
    error: ErrorDetail | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ListEndpointsResponse | None = None) -> ListEndpointsResponse:
    self: Any = new(ListEndpointsResponse) if into is None else into
    try:
        if len(d) == 2:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.data = ModelEndpoints._read(d["data"])
                self.error = ErrorDetail._read(d["error"])
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = len(d) - 2
        self.data = ModelEndpoints._read(d["data"])
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
from ..models.model_endpoints import ModelEndpoints  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "data": ("data", True, ModelEndpoints),
    "error": ("error", False, ErrorDetail),
}
_NAMES = frozenset(_FIELDS)
ListEndpointsResponse._FIELDS = _FIELDS
ListEndpointsResponse._read = _read
