# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.percentile_stats import PercentileStats


@model
class WorkloadPerformance(Model):
    """Speed for one kind of work over the last 30 minutes."""

    latency: PercentileStats | None = field("latency", "PercentileStats?", default=None)
    """In milliseconds: time to the first token, for images and videos to the end; or null."""
    throughput: PercentileStats | None = field("throughput", "PercentileStats?", default=None)
    """In tokens per second (unit inferred), or null."""
    request_count: int | None = field("request_count", "integer?", default=None)
    """Requests in that time, or null."""
