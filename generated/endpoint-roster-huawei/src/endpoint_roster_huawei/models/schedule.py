# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
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
    spelled,
    unknown,
)

if TYPE_CHECKING:
    from ..models.known_schedule_type import KnownScheduleType
    from ..models.known_time_unit import KnownTimeUnit


@_attrs_define
class Schedule(Model):
    """A planned action. Inferred, the sibling has it.

    Attributes:
        due_time (int | Unset): When it happens, in milliseconds since the epoch (13 digits).
        duration (int | Unset): After how long it happens, in units of `time_unit`.
        time_unit (KnownTimeUnit | str | Unset): Unit of `duration`.
        type_ (KnownScheduleType | str | Unset): What happens.
        processed (bool | Unset): Whether it has happened.

    """

    due_time: int | Unset = UNSET
    duration: int | Unset = UNSET
    time_unit: KnownTimeUnit | str | Unset = UNSET
    type_: KnownScheduleType | str | Unset = UNSET
    processed: bool | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read_each(found: list[Any], into: Schedule | None = None) -> list[Schedule]:
    (
        k_due_time,
        k_duration,
        k_time_unit,
        k_type_,
        k_processed,
    ) = spelled(found, _FIELDS)
    for number, d in enumerate(found):
        self: Any = new(Schedule) if into is None else into
        try:
            if len(d) == 5:  # a small object mostly has all its fields, so none is asked for twice
                try:
                    self.due_time = v0 if type(v0 := d[k_due_time]) is int else misfit()
                    self.duration = v0 if type(v0 := d[k_duration]) is int else misfit()
                    self.time_unit = d[k_time_unit] + ""
                    self.type_ = d[k_type_] + ""
                    self.processed = v0 if (v0 := d[k_processed]) is True or v0 is False else misfit()
                    self._extra = None
                    found[number] = self
                    continue
                except KeyError:
                    pass
            unknowns = (len(d) if type(d) is dict else misfit()) - 5
            if k_due_time in d:
                self.due_time = v0 if type(v0 := d[k_due_time]) is int else misfit()
            else:
                self.due_time = UNSET
                unknowns += 1
            if k_duration in d:
                self.duration = v0 if type(v0 := d[k_duration]) is int else misfit()
            else:
                self.duration = UNSET
                unknowns += 1
            if k_time_unit in d:
                self.time_unit = d[k_time_unit] + ""
            else:
                self.time_unit = UNSET
                unknowns += 1
            if k_type_ in d:
                self.type_ = d[k_type_] + ""
            else:
                self.type_ = UNSET
                unknowns += 1
            if k_processed in d:
                self.processed = v0 if (v0 := d[k_processed]) is True or v0 is False else misfit()
            else:
                self.processed = UNSET
                unknowns += 1
            self._extra = unknown(d, _NAMES) if unknowns else None
        except MISFITS:
            mend(self, d)
        found[number] = self
    return found


def _read(d: dict[str, Any], into: Schedule | None = None) -> Schedule:
    return _read_each([d], into)[0]


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "due_time": ("due_time", False, "integer"),
    "duration": ("duration", False, "integer"),
    "time_unit": ("time_unit", False, "string"),
    "type": ("type_", False, "string"),
    "processed": ("processed", False, "boolean"),
}
_NAMES = frozenset(_FIELDS)
Schedule._FIELDS = _FIELDS
Schedule._read = _read
Schedule._read_each = _read_each
