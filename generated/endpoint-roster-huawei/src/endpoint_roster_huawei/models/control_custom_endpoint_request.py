# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.custom_endpoint_action import CustomEndpointAction


@model
class ControlCustomEndpointRequest(Model):
    """What to do."""

    action: CustomEndpointAction = field("action", "string")
    """Whether it can be called from now on."""
