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
class ModelReference(Model):
    """The model behind the endpoint; one of the two fields is set (inferred).

    Attributes:
        custom_model_id (str | Unset): Identifier of the custom model.
        foundation_model (FoundationModel | Unset): A model that the provider offers, in one version.

    """

    custom_model_id: str | Unset = UNSET
    foundation_model: FoundationModel | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        self = new(cls)
        try:
            if len(d) == 2:  # a small object mostly has all its fields, so none is asked for twice
                try:
                    self.custom_model_id = d["CustomModelId"] + ""
                    self.foundation_model = FoundationModel._read(d["FoundationModel"])
                    self._extra = None
                    return self
                except KeyError:
                    pass
            self.custom_model_id = d["CustomModelId"] + "" if "CustomModelId" in d else UNSET
            self.foundation_model = FoundationModel._read(d["FoundationModel"]) if "FoundationModel" in d else UNSET
            self._extra = None if _NAMES.issuperset(d.keys()) else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
        return self


from ..models.foundation_model import FoundationModel  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "CustomModelId": ("custom_model_id", False, "string"),
    "FoundationModel": ("foundation_model", False, FoundationModel),
}
_NAMES = frozenset(_FIELDS)
ModelReference._FIELDS = _FIELDS
