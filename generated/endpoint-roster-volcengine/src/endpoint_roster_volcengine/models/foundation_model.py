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
class FoundationModel(Model):
    """A model that the provider offers, in one version.

    Attributes:
        name (str | Unset): Name of the model, for example `doubao-seed-1-6`.
        model_version (str | Unset): Version of the model, for example `250615`.

    """

    name: str | Unset = UNSET
    model_version: str | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: FoundationModel | None = None) -> FoundationModel:
    self: Any = new(FoundationModel) if into is None else into
    try:
        if len(d) == 2:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.name = d["Name"] + ""
                self.model_version = d["ModelVersion"] + ""
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 2
        if "Name" in d:
            self.name = d["Name"] + ""
        else:
            self.name = UNSET
            unknowns += 1
        if "ModelVersion" in d:
            self.model_version = d["ModelVersion"] + ""
        else:
            self.model_version = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "Name": ("name", False, "string"),
    "ModelVersion": ("model_version", False, "string"),
}
_NAMES = frozenset(_FIELDS)
FoundationModel._FIELDS = _FIELDS
FoundationModel._read = _read
