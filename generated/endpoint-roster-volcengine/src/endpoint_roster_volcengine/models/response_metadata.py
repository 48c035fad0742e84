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
class ResponseMetadata(Model):
    """Envelope of every answer of the gateway.

    Attributes:
        request_id (str | Unset): Identifier of the request; the support asks for it.
        action (str | Unset): The action that was asked for.
        version (str | Unset): The version that was asked for.
        service (str | Unset): The service that was asked, `ark`.
        region (str | Unset): The region that was asked.
        error (ResponseError | Unset): Why the call failed. Where it is present, the call failed, whatever the HTTP
            status.

    """

    request_id: str | Unset = UNSET
    action: str | Unset = UNSET
    version: str | Unset = UNSET
    service: str | Unset = UNSET
    region: str | Unset = UNSET
    error: ResponseError | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ResponseMetadata | None = None) -> ResponseMetadata:
    self: Any = new(ResponseMetadata) if into is None else into
    try:
        if len(d) == 6:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.request_id = d["RequestId"] + ""
                self.action = d["Action"] + ""
                self.version = d["Version"] + ""
                self.service = d["Service"] + ""
                self.region = d["Region"] + ""
                self.error = ResponseError._read(d["Error"])
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 6
        if "RequestId" in d:
            self.request_id = d["RequestId"] + ""
        else:
            self.request_id = UNSET
            unknowns += 1
        if "Action" in d:
            self.action = d["Action"] + ""
        else:
            self.action = UNSET
            unknowns += 1
        if "Version" in d:
            self.version = d["Version"] + ""
        else:
            self.version = UNSET
            unknowns += 1
        if "Service" in d:
            self.service = d["Service"] + ""
        else:
            self.service = UNSET
            unknowns += 1
        if "Region" in d:
            self.region = d["Region"] + ""
        else:
            self.region = UNSET
            unknowns += 1
        if "Error" in d:
            self.error = ResponseError._read(d["Error"])
        else:
            self.error = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


from ..models.response_error import ResponseError  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "RequestId": ("request_id", False, "string"),
    "Action": ("action", False, "string"),
    "Version": ("version", False, "string"),
    "Service": ("service", False, "string"),
    "Region": ("region", False, "string"),
    "Error": ("error", False, ResponseError),
}
_NAMES = frozenset(_FIELDS)
ResponseMetadata._FIELDS = _FIELDS
ResponseMetadata._read = _read
