# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    MISFITS,
    Kind,
    Model,
    mend,
    misfit,
    new,
    or_none,
    read_items,
    unknown,
)


@_attrs_define
class ModelEndpoints(Model):
    """A model and the endpoints that serve it.

    Attributes:
        id (str): Identifier of the model, `author/slug`.
        name (str): Name of the model, for people.
        created (int): When the model was added, in seconds since 1970-01-01T00:00:00Z. The first published page called
            it a floating-point number.
        description (str): What the model is, for people; Markdown (inferred).
        architecture (Architecture): What kind of model it is.
        endpoints (list[PublicEndpoint]): The endpoints of the model; empty if nobody serves it now. The order is not
            published.

    """

    id: str
    name: str
    created: int
    description: str
    architecture: Architecture
    endpoints: list[PublicEndpoint]
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ModelEndpoints | None = None) -> ModelEndpoints:
    self: Any = new(ModelEndpoints) if into is None else into
    try:
        unknowns = len(d) - 6
        self.id = d["id"] + ""
        self.name = d["name"] + ""
        self.created = v0 if type(v0 := d["created"]) is int else misfit()
        self.description = d["description"] + ""
        self.architecture = Architecture._read(d["architecture"])
        self.endpoints = read_items(PublicEndpoint, d["endpoints"])
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


from ..models.architecture import Architecture  # noqa: E402
from ..models.public_endpoint import PublicEndpoint  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "id": ("id", True, "string"),
    "name": ("name", True, "string"),
    "created": ("created", True, "integer"),
    "description": ("description", True, "string"),
    "architecture": ("architecture", True, Architecture),
    "endpoints": ("endpoints", True, ("list", PublicEndpoint)),
}
_NAMES = frozenset(_FIELDS)
ModelEndpoints._FIELDS = _FIELDS
ModelEndpoints._read = _read
