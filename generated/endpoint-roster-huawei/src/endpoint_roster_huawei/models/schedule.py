# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_schedule_type import KnownScheduleType
    from ..models.known_time_unit import KnownTimeUnit


@model
class Schedule(Model):
    """A planned action. Inferred, the sibling has it."""

    due_time: int | None = field("due_time", "integer", default=None)
    """When it happens, in milliseconds since the epoch (13 digits)."""
    duration: int | None = field("duration", "integer", default=None)
    """After how long it happens, in units of `time_unit`."""
    time_unit: KnownTimeUnit | str | None = field("time_unit", "string", default=None)
    """Unit of `duration`."""
    type_: KnownScheduleType | str | None = field("type", "string", default=None)
    """What happens."""
    processed: bool | None = field("processed", "boolean", default=None)
    """Whether it has happened."""
