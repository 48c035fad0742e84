# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
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

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        self = new(cls)
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
            self.request_id = d["RequestId"] + "" if "RequestId" in d else UNSET
            self.action = d["Action"] + "" if "Action" in d else UNSET
            self.version = d["Version"] + "" if "Version" in d else UNSET
            self.service = d["Service"] + "" if "Service" in d else UNSET
            self.region = d["Region"] + "" if "Region" in d else UNSET
            self.error = ResponseError._read(d["Error"]) if "Error" in d else UNSET
            self._extra = None if _NAMES.issuperset(d.keys()) else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
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
