# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
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
    mend,
    misfit,
    new,
    or_none,
    unknown,
)

if TYPE_CHECKING:
    from ..models.known_policy_type import KnownPolicyType


@_attrs_define
class Policy(Model):
    """When workers are added.

    Attributes:
        type_ (KnownPolicyType | str | Unset): What is measured.
        value (int | Unset): The target for what is measured. Inferred: seconds of waiting for `queue`, requests at once
            per worker for `concurrency`.

    """

    type_: KnownPolicyType | str | Unset = UNSET
    value: int | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: Policy | None = None) -> Policy:
    self: Any = new(Policy) if into is None else into
    try:
        if len(d) == 2:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.type_ = d["type"] + ""
                self.value = v0 if type(v0 := d["value"]) is int else misfit()
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 2
        if "type" in d:
            self.type_ = d["type"] + ""
        else:
            self.type_ = UNSET
            unknowns += 1
        if "value" in d:
            self.value = v0 if type(v0 := d["value"]) is int else misfit()
        else:
            self.value = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "type": ("type_", False, "string"),
    "value": ("value", False, "integer"),
}
_NAMES = frozenset(_FIELDS)
Policy._FIELDS = _FIELDS
Policy._read = _read
