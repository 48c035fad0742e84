# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_metric_target_type import KnownMetricTargetType
    from ..models.known_scaling_metric import KnownScalingMetric


@model
class ScalingMetric(Model):
    """Something that a deployment scales by."""

    name: KnownScalingMetric | str = field("name", "string")
    """What is measured."""
    type_: KnownMetricTargetType | str = field("type", "string")
    """What the target is."""
    target: float = field("target", "number")
    """The value to keep to, as `type` says; a share is in percent."""
    percentile: str | None = field("percentile", "string", default=None)
    """Of a latency, `p50`, `p90`, `p95` or `p99`."""
