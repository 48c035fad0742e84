# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    import datetime


@model
class FreeUsage(Model):
    """An amount that is free of charge."""

    type_: str | None = field("Type", "string", default=None)
    """What is free, such as `FreeInference`; in tokens, or in images for `FreeImageGeneration`."""
    total: float | None = field("Total", "number", default=None)
    """How much is free altogether."""
    consumed: float | None = field("Consumed", "number", default=None)
    """How much of it is used."""
    reclaimed: float | None = field("Reclaimed", "number", default=None)
    """How much of it was taken back; inferred from the name."""
    sync_time: datetime.datetime | None = field("SyncTime", "date-time", default=None)
    """When this was counted."""
