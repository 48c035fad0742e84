# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.hardware_configuration import HardwareConfiguration


@model
class ListHardwareResponse(Model):
    """The hardware of version 1, in one answer."""

    object_: str = field("object", "string")
    """Kind of this object; always `list` so far."""
    data: list[HardwareConfiguration] = field("data", "list[HardwareConfiguration]")
    """The hardware. The order is not published."""
