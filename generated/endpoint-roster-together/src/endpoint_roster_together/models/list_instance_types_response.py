# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.instance_type import InstanceType


@model
class ListInstanceTypesResponse(Model):
    """The hardware of version 2, in one answer."""

    object_: str = field("object", "string")
    """Kind of this object; always `list` so far."""
    data: list[InstanceType] = field("data", "list[InstanceType]")
    """The instance types. The order is not published."""
    next_cursor: str | None = field("next_cursor", "string?", default=None)
    """Where the next page begins; always null so far."""
