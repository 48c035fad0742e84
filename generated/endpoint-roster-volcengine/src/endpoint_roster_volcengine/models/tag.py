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
    spelled,
    unknown,
)


@_attrs_define
class Tag(Model):
    """A tag.

    Attributes:
        key (str | Unset): Key of the tag; those that the service sets begin with `sys:`.
        value (str | Unset): Value of the tag; can be empty.

    """

    key: str | Unset = UNSET
    value: str | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read_each(found: list[Any], into: Tag | None = None) -> list[Tag]:
    (
        k_key,
        k_value,
    ) = spelled(found, _FIELDS)
    for number, d in enumerate(found):
        self: Any = new(Tag) if into is None else into
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


def _read(d: dict[str, Any], into: Tag | None = None) -> Tag:
    return _read_each([d], into)[0]


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "Key": ("key", False, "string"),
    "Value": ("value", False, "string"),
}
_NAMES = frozenset(_FIELDS)
Tag._FIELDS = _FIELDS
Tag._read = _read
Tag._read_each = _read_each
