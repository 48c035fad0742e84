# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.autoscaling import Autoscaling
    from ..models.wanted_state import WantedState


@model
class UpdateEndpointRequest(Model):
    """What to change; what is left out stays."""

    display_name: str | Unset = field("display_name", "string", default=UNSET)
    """New display name."""
    state: WantedState | Unset = field("state", "string", default=UNSET)
    """STARTED starts it, STOPPED stops it."""
    autoscaling: Autoscaling | Unset = field("autoscaling", "Autoscaling", default=UNSET)
    """Between how many replicas it scales."""
    inactive_timeout: int | None | Unset = field("inactive_timeout", "integer?", default=UNSET)
    """Minutes without a request after which it stops; null or 0 for never."""
