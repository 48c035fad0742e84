# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.scaling_metric import ScalingMetric
    from ..models.scaling_rules import ScalingRules


@model
class DeploymentAutoscaling(Model):
    """How a deployment scales. In a change, what is left out stays."""

    min_replicas: int | None = field("minReplicas", "integer", default=None)
    """Replicas that run at least; 0 only together with `max_replicas` 0, which stops it."""
    max_replicas: int | None = field("maxReplicas", "integer", default=None)
    """Replicas that run at most; as many as `min_replicas` if left out."""
    scale_up: ScalingRules | None = field("scaleUp", "ScalingRules", default=None)
    """How fast replicas are added."""
    scale_down: ScalingRules | None = field("scaleDown", "ScalingRules", default=None)
    """How fast replicas are taken away."""
    scale_up_window: str | None = field("scaleUpWindow", "string", default=None)
    """How long more replicas must be wanted before there are more, such as `60s`."""
    scale_down_window: str | None = field("scaleDownWindow", "string", default=None)
    """How long fewer replicas must be wanted before there are fewer; `5m` if left out."""
    scale_to_zero_window: str | None = field("scaleToZeroWindow", "string", default=None)
    """How long it may be idle before it stops and gives its replicas back, such as `60s`."""
    scaling_metrics: list[ScalingMetric] | None = field("scalingMetrics", "list[ScalingMetric]", default=None)
    """What it scales by. Left out, requests under way for each replica."""
