# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_scaling_policy_select import KnownScalingPolicySelect
    from ..models.scaling_policy import ScalingPolicy


@model
class ScalingRules(Model):
    """How fast a deployment scales in one direction."""

    policies: list[ScalingPolicy] | None = field("policies", "list[ScalingPolicy]", default=None)
    """The policies. An empty list changes nothing unless the update mask names it."""
    select_policy: KnownScalingPolicySelect | str | None = field("selectPolicy", "string", default=None)
    """Which of the policies counts."""
