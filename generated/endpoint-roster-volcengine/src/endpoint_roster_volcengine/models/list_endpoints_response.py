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
    new,
    or_none,
    unknown,
)


@_attrs_define
class ListEndpointsResponse(Model):
    """A page of endpoints with its envelope, or an error under status 200.

    Attributes:
        response_metadata (ResponseMetadata): Envelope of every answer of the gateway.
        result (ListEndpointsResult | Unset): A page of endpoints; missing when the call failed.

    """

    response_metadata: ResponseMetadata
    result: ListEndpointsResult | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ListEndpointsResponse | None = None) -> ListEndpointsResponse:
    self: Any = new(ListEndpointsResponse) if into is None else into
    try:
        if len(d) == 2:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.response_metadata = ResponseMetadata._read(d["ResponseMetadata"])
                self.result = ListEndpointsResult._read(d["Result"])
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = len(d) - 2
        self.response_metadata = ResponseMetadata._read(d["ResponseMetadata"])
        if "Result" in d:
            self.result = ListEndpointsResult._read(d["Result"])
        else:
            self.result = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


from ..models.list_endpoints_result import ListEndpointsResult  # noqa: E402
from ..models.response_metadata import ResponseMetadata  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "ResponseMetadata": ("response_metadata", True, ResponseMetadata),
    "Result": ("result", False, ListEndpointsResult),
}
_NAMES = frozenset(_FIELDS)
ListEndpointsResponse._FIELDS = _FIELDS
ListEndpointsResponse._read = _read
