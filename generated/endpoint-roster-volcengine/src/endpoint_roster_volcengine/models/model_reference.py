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
class ModelReference(Model):
    """The model behind the endpoint; one of the two fields is set (inferred).

    Attributes:
        custom_model_id (str | Unset): Identifier of the custom model.
        foundation_model (FoundationModel | Unset): A model that the provider offers, in one version.

    """

    custom_model_id: str | Unset = UNSET
    foundation_model: FoundationModel | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: ModelReference | None = None) -> ModelReference:
    self: Any = new(ModelReference) if into is None else into
    try:
        if len(d) == 2:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.custom_model_id = d["CustomModelId"] + ""
                self.foundation_model = FoundationModel._read(d["FoundationModel"])
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 2
        if "CustomModelId" in d:
            self.custom_model_id = d["CustomModelId"] + ""
        else:
            self.custom_model_id = UNSET
            unknowns += 1
        if "FoundationModel" in d:
            self.foundation_model = FoundationModel._read(d["FoundationModel"])
        else:
            self.foundation_model = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


from ..models.foundation_model import FoundationModel  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "CustomModelId": ("custom_model_id", False, "string"),
    "FoundationModel": ("foundation_model", False, FoundationModel),
}
_NAMES = frozenset(_FIELDS)
ModelReference._FIELDS = _FIELDS
ModelReference._read = _read
