# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_scaling_policy_type import KnownScalingPolicyType


@model
class ScalingPolicy(Model):
    """How many replicas may change within a time."""

    type_: KnownScalingPolicyType | str = field("type", "string")
    """Whether it counts replicas or percent of them."""
    value: int = field("value", "integer")
    """Replicas, or percent of them."""
    period_seconds: int = field("periodSeconds", "integer")
    """The time in seconds, 1 to 1800."""
