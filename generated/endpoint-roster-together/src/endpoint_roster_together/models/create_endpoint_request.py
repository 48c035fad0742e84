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
class CreateEndpointRequest(Model):
    """What to create."""

    model: str = field("model", "string")
    """Name of the model to serve, `author/model`."""
    hardware: str = field("hardware", "string")
    """Identifier of the hardware, as `listHardware` has it."""
    autoscaling: Autoscaling = field("autoscaling", "Autoscaling")
    """Between how many replicas it scales."""
    display_name: str | Unset = field("display_name", "string", default=UNSET)
    """Display name."""
    state: WantedState | Unset = field("state", "string", default=UNSET)
    """Whether it starts at once. The server's default is `STARTED`."""
    inactive_timeout: int | None | Unset = field("inactive_timeout", "integer?", default=UNSET)
    """Minutes without a request after which it stops; null or 0 for never. What happens when it is left out is not
    certain, so say it."""
    disable_speculative_decoding: bool | Unset = field("disable_speculative_decoding", "boolean", default=UNSET)
    """True switches speculative decoding off. The server's default is ``."""
    disable_prompt_cache: bool | Unset = field("disable_prompt_cache", "boolean", default=UNSET)
    """Deprecated. Has no effect any more; prompts are always cached. The server's default is ``."""
    availability_zone: str | Unset = field("availability_zone", "string", default=UNSET)
    """Where it runs, as `listAvailabilityZones` has it. Left out, Together AI chooses."""
