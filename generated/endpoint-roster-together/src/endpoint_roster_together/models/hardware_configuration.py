# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    import datetime

    from ..models.hardware_availability import HardwareAvailability
    from ..models.hardware_pricing import HardwarePricing
    from ..models.hardware_specs import HardwareSpecs


@model
class HardwareConfiguration(Model):
    """One hardware configuration for endpoints of version 1."""

    object_: str = field("object", "string")
    """Kind of this object; always `hardware` so far."""
    id: str = field("id", "string")
    """Identifier of the configuration."""
    pricing: HardwarePricing = field("pricing", "HardwarePricing")
    """What it costs."""
    specs: HardwareSpecs = field("specs", "HardwareSpecs")
    """What it is made of."""
    availability: HardwareAvailability | None = field("availability", "HardwareAvailability", default=None)
    """Whether it is to be had now; only present when a model was asked for."""
    updated_at: datetime.datetime = field("updated_at", "date-time")
    """When this was last updated, RFC 3339 with an offset."""
