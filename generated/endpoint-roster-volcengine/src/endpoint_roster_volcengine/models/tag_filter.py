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
    join,
    mend,
    misfit,
    new,
    or_none,
    spelled,
    unknown,
)


@_attrs_define
class TagFilter(Model):
    """Condition on one tag.

    Attributes:
        key (str | Unset): Key of the tag. The tag `sys:ark:createdBy`, set by the service, holds the creator as
            `IAMUser/{user id}/{user name}`.
        values (list[str] | Unset): Values of which the tag has to have one (inferred).

    """

    key: str | Unset = UNSET
    values: list[str] | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read_each(found: list[Any], into: TagFilter | None = None) -> list[TagFilter]:
    (
        k_key,
        k_values,
    ) = spelled(found, _FIELDS)
    for number, d in enumerate(found):
        self: Any = new(TagFilter) if into is None else into
        try:
            if len(d) == 2:  # a small object mostly has all its fields, so none is asked for twice
                try:
                    self.key = d[k_key] + ""
                    self.values = v0 if type(v0 := d[k_values]) is list and join(v0) is not None else misfit()
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
            if k_values in d:
                self.values = v0 if type(v0 := d[k_values]) is list and join(v0) is not None else misfit()
            else:
                self.values = UNSET
                unknowns += 1
            self._extra = unknown(d, _NAMES) if unknowns else None
        except MISFITS:
            mend(self, d)
        found[number] = self
    return found


def _read(d: dict[str, Any], into: TagFilter | None = None) -> TagFilter:
    return _read_each([d], into)[0]


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "Key": ("key", False, "string"),
    "Values": ("values", False, ("list", "string")),
}
_NAMES = frozenset(_FIELDS)
TagFilter._FIELDS = _FIELDS
TagFilter._read = _read
TagFilter._read_each = _read_each
