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
    read_strings,
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

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        self = new(cls)
        try:
            if len(d) == 2:  # a small object mostly has all its fields, so none is asked for twice
                try:
                    self.key = d["Key"] + ""
                    self.values = read_strings(d["Values"])
                    self._extra = None
                    return self
                except KeyError:
                    pass
            self.key = d["Key"] + "" if "Key" in d else UNSET
            self.values = read_strings(d["Values"]) if "Values" in d else UNSET
            self._extra = None if _NAMES.issuperset(d.keys()) else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
        return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "Key": ("key", False, "string"),
    "Values": ("values", False, ("list", "string")),
}
_NAMES = frozenset(_FIELDS)
TagFilter._FIELDS = _FIELDS
