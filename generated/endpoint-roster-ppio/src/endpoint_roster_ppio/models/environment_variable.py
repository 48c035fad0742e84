# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
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
    spelled,
    unknown,
)


@_attrs_define
class EnvironmentVariable(Model):
    """An environment variable of the container.

    Attributes:
        key (str | Unset): Name.
        value (str | Unset): Value; can be a secret.

    """

    key: str | Unset = UNSET
    value: str | Unset = _attrs_field(default=UNSET, repr=False)
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read_each(found: list[Any], into: EnvironmentVariable | None = None) -> list[EnvironmentVariable]:
    (
        k_key,
        k_value,
    ) = spelled(found, _FIELDS)
    for number, d in enumerate(found):
        self: Any = new(EnvironmentVariable) if into is None else into
        try:
            if len(d) == 2:  # a small object mostly has all its fields, so none is asked for twice
                try:
                    self.key = d[k_key] + ""
                    self.value = d[k_value] + ""
                    self._extra = None
                    found[number] = self
                    continue
                except KeyError:
                    pass
            unknowns = (len(d) if type(d) is dict else misfit()) - 2
            if k_key in d:
                self.key = d[k_key] + ""
            else:
                self.key = UNSET
                unknowns += 1
            if k_value in d:
                self.value = d[k_value] + ""
            else:
                self.value = UNSET
                unknowns += 1
            self._extra = unknown(d, _NAMES) if unknowns else None
        except MISFITS:
            mend(self, d)
        found[number] = self
    return found


def _read(d: dict[str, Any], into: EnvironmentVariable | None = None) -> EnvironmentVariable:
    return _read_each([d], into)[0]


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "key": ("key", False, "string"),
    "value": ("value", False, "string"),
}
_NAMES = frozenset(_FIELDS)
EnvironmentVariable._FIELDS = _FIELDS
EnvironmentVariable._read = _read
EnvironmentVariable._read_each = _read_each
EnvironmentVariable._SECRETS = frozenset(
    {
        "value",
    }
)
