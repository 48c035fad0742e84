# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_hardware_status import KnownHardwareStatus


@model
class HardwareAvailability(Model):
    """Whether a configuration is to be had now."""

    status: KnownHardwareStatus | str = field("status", "string")
    """Whether it is to be had."""
