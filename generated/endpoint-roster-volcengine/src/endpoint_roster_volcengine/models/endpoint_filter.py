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
    join,
    mend,
    misfit,
    new,
    or_none,
    unknown,
)

if TYPE_CHECKING:
    from ..models.known_endpoint_model_type import KnownEndpointModelType
    from ..models.known_endpoint_status import KnownEndpointStatus


@_attrs_define
class EndpointFilter(Model):
    """Conditions on the endpoints. Within a list, one match is enough; all the fields that are given have to match
    (inferred).

    Attributes:
        name (str | Unset): Name to look for. Whether a part of the name is enough is not documented.
        ids (list[str] | Unset): Only the endpoints with these ids.
        statuses (list[KnownEndpointStatus | str] | Unset): Only endpoints in one of these states.
        endpoint_model_types (list[KnownEndpointModelType | str] | Unset): Only endpoints of models of these kinds.
        foundation_model_name (str | Unset): Only endpoints of this foundation model, for example `doubao-seed-1-6`.
        foundation_model_names (list[str] | Unset): Only endpoints of one of these foundation models. Inferred: the
            provider's command line sends it and says that the server accepts it, but the official SDK does not have it.
        model_versions (list[str] | Unset): Only endpoints of one of these versions of a foundation model, for example
            `250615`.
        custom_model_ids (list[str] | Unset): Only endpoints of one of these custom models, by id.

    """

    name: str | Unset = UNSET
    ids: list[str] | Unset = UNSET
    statuses: list[KnownEndpointStatus | str] | Unset = UNSET
    endpoint_model_types: list[KnownEndpointModelType | str] | Unset = UNSET
    foundation_model_name: str | Unset = UNSET
    foundation_model_names: list[str] | Unset = UNSET
    model_versions: list[str] | Unset = UNSET
    custom_model_ids: list[str] | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: EndpointFilter | None = None) -> EndpointFilter:
    self: Any = new(EndpointFilter) if into is None else into
    try:
        if len(d) == 8:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.name = d["Name"] + ""
                self.ids = v0 if type(v0 := d["Ids"]) is list and join(v0) is not None else misfit()
                self.statuses = v0 if type(v0 := d["Statuses"]) is list and join(v0) is not None else misfit()
                self.endpoint_model_types = (
                    v0 if type(v0 := d["EndpointModelTypes"]) is list and join(v0) is not None else misfit()
                )
                self.foundation_model_name = d["FoundationModelName"] + ""
                self.foundation_model_names = (
                    v0 if type(v0 := d["FoundationModelNames"]) is list and join(v0) is not None else misfit()
                )
                self.model_versions = (
                    v0 if type(v0 := d["ModelVersions"]) is list and join(v0) is not None else misfit()
                )
                self.custom_model_ids = (
                    v0 if type(v0 := d["CustomModelIds"]) is list and join(v0) is not None else misfit()
                )
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 8
        if "Name" in d:
            self.name = d["Name"] + ""
        else:
            self.name = UNSET
            unknowns += 1
        if "Ids" in d:
            self.ids = v0 if type(v0 := d["Ids"]) is list and join(v0) is not None else misfit()
        else:
            self.ids = UNSET
            unknowns += 1
        if "Statuses" in d:
            self.statuses = v0 if type(v0 := d["Statuses"]) is list and join(v0) is not None else misfit()
        else:
            self.statuses = UNSET
            unknowns += 1
        if "EndpointModelTypes" in d:
            self.endpoint_model_types = (
                v0 if type(v0 := d["EndpointModelTypes"]) is list and join(v0) is not None else misfit()
            )
        else:
            self.endpoint_model_types = UNSET
            unknowns += 1
        if "FoundationModelName" in d:
            self.foundation_model_name = d["FoundationModelName"] + ""
        else:
            self.foundation_model_name = UNSET
            unknowns += 1
        if "FoundationModelNames" in d:
            self.foundation_model_names = (
                v0 if type(v0 := d["FoundationModelNames"]) is list and join(v0) is not None else misfit()
            )
        else:
            self.foundation_model_names = UNSET
            unknowns += 1
        if "ModelVersions" in d:
            self.model_versions = v0 if type(v0 := d["ModelVersions"]) is list and join(v0) is not None else misfit()
        else:
            self.model_versions = UNSET
            unknowns += 1
        if "CustomModelIds" in d:
            self.custom_model_ids = v0 if type(v0 := d["CustomModelIds"]) is list and join(v0) is not None else misfit()
        else:
            self.custom_model_ids = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "Name": ("name", False, "string"),
    "Ids": ("ids", False, ("list", "string")),
    "Statuses": ("statuses", False, ("list", "string")),
    "EndpointModelTypes": ("endpoint_model_types", False, ("list", "string")),
    "FoundationModelName": ("foundation_model_name", False, "string"),
    "FoundationModelNames": ("foundation_model_names", False, ("list", "string")),
    "ModelVersions": ("model_versions", False, ("list", "string")),
    "CustomModelIds": ("custom_model_ids", False, ("list", "string")),
}
_NAMES = frozenset(_FIELDS)
EndpointFilter._FIELDS = _FIELDS
EndpointFilter._read = _read
