# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

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
    read_strings,
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

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        self = new(cls)
        try:
            if len(d) == 8:  # a small object mostly has all its fields, so none is asked for twice
                try:
                    self.name = d["Name"] + ""
                    self.ids = read_strings(d["Ids"])
                    self.statuses = read_strings(d["Statuses"])
                    self.endpoint_model_types = read_strings(d["EndpointModelTypes"])
                    self.foundation_model_name = d["FoundationModelName"] + ""
                    self.foundation_model_names = read_strings(d["FoundationModelNames"])
                    self.model_versions = read_strings(d["ModelVersions"])
                    self.custom_model_ids = read_strings(d["CustomModelIds"])
                    self._extra = None
                    return self
                except KeyError:
                    pass
            self.name = d["Name"] + "" if "Name" in d else UNSET
            self.ids = read_strings(d["Ids"]) if "Ids" in d else UNSET
            self.statuses = read_strings(d["Statuses"]) if "Statuses" in d else UNSET
            self.endpoint_model_types = read_strings(d["EndpointModelTypes"]) if "EndpointModelTypes" in d else UNSET
            self.foundation_model_name = d["FoundationModelName"] + "" if "FoundationModelName" in d else UNSET
            self.foundation_model_names = (
                read_strings(d["FoundationModelNames"]) if "FoundationModelNames" in d else UNSET
            )
            self.model_versions = read_strings(d["ModelVersions"]) if "ModelVersions" in d else UNSET
            self.custom_model_ids = read_strings(d["CustomModelIds"]) if "CustomModelIds" in d else UNSET
            self._extra = None if _NAMES.issuperset(d.keys()) else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
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
