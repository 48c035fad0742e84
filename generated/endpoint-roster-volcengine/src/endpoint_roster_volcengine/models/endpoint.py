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
    is_exact,
    mend,
    misfit,
    new,
    or_none,
    read_datetime,
    read_later,
    spelled,
    unknown,
)

if TYPE_CHECKING:
    import datetime

    from ..models.known_endpoint_model_type import KnownEndpointModelType
    from ..models.known_endpoint_status import KnownEndpointStatus


@_attrs_define
class Endpoint(Model):
    """An inference endpoint. No source promises any of its fields.

    Attributes:
        id (str | Unset): Identifier, unique in the account: `ep-`, the creation time as `YYYYMMDDhhmmss`, and five
            letters or digits.
        name (str | Unset): Name that the user gave.
        description (str | Unset): Text that the user gave; can be empty.
        project_name (str | Unset): Project that the endpoint belongs to.
        tags (list[Tag] | Unset): Tags, the user's own and those that the service sets.
        model_reference (ModelReference | Unset): The model behind the endpoint; one of the two fields is set
            (inferred).
        endpoint_model_type (KnownEndpointModelType | str | Unset): Kind of the model behind the endpoint.
        model_unit_id (str | Unset): Prepaid model unit that the endpoint runs on; empty when it is paid by use.
        status (KnownEndpointStatus | str | Unset): State of the endpoint. No list of the words is published.
        status_reason (str | Unset): Why the endpoint is in its state; can be empty.
        create_time (datetime.datetime | Unset): When the endpoint was created.
        update_time (datetime.datetime | Unset): When the endpoint was last changed.
        rate_limit (RateLimit | Unset): How much the endpoint may be asked.
        rolling_id (str | Unset): Identifier of the change of model version that is going on; empty when there is none.
            The official SDK has the field, the documentation page does not; its meaning is inferred from its name.
        support_rolling (bool | Unset): Whether the model version can be changed while the endpoint runs. The official
            SDK has the field, the documentation page does not; its meaning is inferred from its name.

    """

    id: str | Unset = UNSET
    name: str | Unset = UNSET
    description: str | Unset = UNSET
    project_name: str | Unset = UNSET
    tags: list[Tag] | Unset = UNSET
    model_reference: ModelReference | Unset = UNSET
    endpoint_model_type: KnownEndpointModelType | str | Unset = UNSET
    model_unit_id: str | Unset = UNSET
    status: KnownEndpointStatus | str | Unset = UNSET
    status_reason: str | Unset = UNSET
    create_time: datetime.datetime | Unset = UNSET
    update_time: datetime.datetime | Unset = UNSET
    rate_limit: RateLimit | Unset = UNSET
    rolling_id: str | Unset = UNSET
    support_rolling: bool | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read_each(found: list[Any], into: Endpoint | None = None) -> list[Endpoint]:
    (
        k_id,
        k_name,
        k_description,
        k_project_name,
        k_tags,
        k_model_reference,
        k_endpoint_model_type,
        k_model_unit_id,
        k_status,
        k_status_reason,
        k_create_time,
        k_update_time,
        k_rate_limit,
        k_rolling_id,
        k_support_rolling,
    ) = spelled(found, _FIELDS)
    for number, d in enumerate(found):
        self: Any = new(Endpoint) if into is None else into
        try:
            unknowns = (len(d) if type(d) is dict else misfit()) - 15
            if k_id in d:
                self.id = d[k_id] + ""
            else:
                self.id = UNSET
                unknowns += 1
            if k_name in d:
                self.name = d[k_name] + ""
            else:
                self.name = UNSET
                unknowns += 1
            if k_description in d:
                self.description = d[k_description] + ""
            else:
                self.description = UNSET
                unknowns += 1
            if k_project_name in d:
                self.project_name = d[k_project_name] + ""
            else:
                self.project_name = UNSET
                unknowns += 1
            if k_tags in d:
                self._later_tags = d[k_tags]
            else:
                self._later_tags = UNSET
                unknowns += 1
            if k_model_reference in d:
                self._later_model_reference = d[k_model_reference]
            else:
                self._later_model_reference = UNSET
                unknowns += 1
            if k_endpoint_model_type in d:
                self.endpoint_model_type = d[k_endpoint_model_type] + ""
            else:
                self.endpoint_model_type = UNSET
                unknowns += 1
            if k_model_unit_id in d:
                self.model_unit_id = d[k_model_unit_id] + ""
            else:
                self.model_unit_id = UNSET
                unknowns += 1
            if k_status in d:
                self.status = d[k_status] + ""
            else:
                self.status = UNSET
                unknowns += 1
            if k_status_reason in d:
                self.status_reason = d[k_status_reason] + ""
            else:
                self.status_reason = UNSET
                unknowns += 1
            if k_create_time in d:
                self.create_time = (
                    t
                    if (t := read_datetime(v0 := d[k_create_time])).tzinfo and (len(v0) < 28 or is_exact(v0))
                    else misfit()
                )
            else:
                self.create_time = UNSET
                unknowns += 1
            if k_update_time in d:
                self.update_time = (
                    t
                    if (t := read_datetime(v0 := d[k_update_time])).tzinfo and (len(v0) < 28 or is_exact(v0))
                    else misfit()
                )
            else:
                self.update_time = UNSET
                unknowns += 1
            if k_rate_limit in d:
                self._later_rate_limit = d[k_rate_limit]
            else:
                self._later_rate_limit = UNSET
                unknowns += 1
            if k_rolling_id in d:
                self.rolling_id = d[k_rolling_id] + ""
            else:
                self.rolling_id = UNSET
                unknowns += 1
            if k_support_rolling in d:
                self.support_rolling = v0 if (v0 := d[k_support_rolling]) is True or v0 is False else misfit()
            else:
                self.support_rolling = UNSET
                unknowns += 1
            self._extra = unknown(d, _NAMES) if unknowns else None
        except MISFITS:
            mend(self, d)
        found[number] = self
    return found


def _read(d: dict[str, Any], into: Endpoint | None = None) -> Endpoint:
    return _read_each([d], into)[0]


from ..models.model_reference import ModelReference  # noqa: E402
from ..models.rate_limit import RateLimit  # noqa: E402
from ..models.tag import Tag  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "Id": ("id", False, "string"),
    "Name": ("name", False, "string"),
    "Description": ("description", False, "string"),
    "ProjectName": ("project_name", False, "string"),
    "Tags": ("tags", False, ("list", Tag)),
    "ModelReference": ("model_reference", False, ModelReference),
    "EndpointModelType": ("endpoint_model_type", False, "string"),
    "ModelUnitId": ("model_unit_id", False, "string"),
    "Status": ("status", False, "string"),
    "StatusReason": ("status_reason", False, "string"),
    "CreateTime": ("create_time", False, "date-time"),
    "UpdateTime": ("update_time", False, "date-time"),
    "RateLimit": ("rate_limit", False, RateLimit),
    "RollingId": ("rolling_id", False, "string"),
    "SupportRolling": ("support_rolling", False, "boolean"),
}
_NAMES = frozenset(_FIELDS)
Endpoint._FIELDS = _FIELDS
Endpoint._read = _read
Endpoint._read_each = _read_each
read_later(
    Endpoint,
    "Tags",
    "ModelReference",
    "RateLimit",
)
