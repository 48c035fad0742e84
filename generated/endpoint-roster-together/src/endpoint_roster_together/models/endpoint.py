# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    MISFITS,
    Kind,
    Model,
    is_exact,
    mend,
    misfit,
    new,
    or_none,
    read_datetime,
    spelled,
    unknown,
)

if TYPE_CHECKING:
    import datetime

    from ..models.known_endpoint_state import KnownEndpointState
    from ..models.known_endpoint_type import KnownEndpointType


@_attrs_define
class Endpoint(Model):
    """One inference endpoint, as the list shows it. Hardware and scaling are not part of the list.

    Attributes:
        object_ (str): Kind of this object; always `endpoint` so far.
        id (str): Identifier of the endpoint, `endpoint-` followed by a UUID.
        name (str): Name under which requests address the endpoint. For a serverless endpoint it is the model's name,
            for a dedicated one usually owner, model and a suffix (inferred).
        model (str): Name of the model that the endpoint serves, `author/model`.
        type_ (KnownEndpointType | str): Whether the endpoint is shared or has hardware of its own.
        owner (str): Account that owns the endpoint; `together` for the provider's own.
        state (KnownEndpointState | str): Where the endpoint is in its life.
        created_at (datetime.datetime): When the endpoint was created, RFC 3339 with an offset.

    """

    object_: str
    id: str
    name: str
    model: str
    type_: KnownEndpointType | str
    owner: str
    state: KnownEndpointState | str
    created_at: datetime.datetime
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read_each(found: list[Any], into: Endpoint | None = None) -> list[Endpoint]:
    (
        k_object_,
        k_id,
        k_name,
        k_model,
        k_type_,
        k_owner,
        k_state,
        k_created_at,
    ) = spelled(found, _FIELDS)
    for number, d in enumerate(found):
        self: Any = new(Endpoint) if into is None else into
        try:
            unknowns = len(d) - 8
            self.object_ = d[k_object_] + ""
            self.id = d[k_id] + ""
            self.name = d[k_name] + ""
            self.model = d[k_model] + ""
            self.type_ = d[k_type_] + ""
            self.owner = d[k_owner] + ""
            self.state = d[k_state] + ""
            self.created_at = (
                t if (t := read_datetime(v0 := d[k_created_at])).tzinfo and (len(v0) < 28 or is_exact(v0)) else misfit()
            )
            self._extra = unknown(d, _NAMES) if unknowns else None
        except MISFITS:
            mend(self, d)
        found[number] = self
    return found


def _read(d: dict[str, Any], into: Endpoint | None = None) -> Endpoint:
    return _read_each([d], into)[0]


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "object": ("object_", True, "string"),
    "id": ("id", True, "string"),
    "name": ("name", True, "string"),
    "model": ("model", True, "string"),
    "type": ("type_", True, "string"),
    "owner": ("owner", True, "string"),
    "state": ("state", True, "string"),
    "created_at": ("created_at", True, "date-time"),
}
_NAMES = frozenset(_FIELDS)
Endpoint._FIELDS = _FIELDS
Endpoint._read = _read
Endpoint._read_each = _read_each
