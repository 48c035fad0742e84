# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class PercentileStats(Model):
    """Percentiles of a measurement; the unit is that of the field that holds them."""

    p50: float | None = field("p50", "number", default=None)
    """The median."""
    p75: float | None = field("p75", "number", default=None)
    """The 75th percentile."""
    p90: float | None = field("p90", "number", default=None)
    """The 90th percentile."""
    p99: float | None = field("p99", "number", default=None)
    """The 99th percentile."""
