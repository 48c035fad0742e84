# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class HardwarePricing(Model):
    """What a configuration costs."""

    cents_per_minute: float = field("cents_per_minute", "number")
    """US cents for each minute that a replica runs on it."""
