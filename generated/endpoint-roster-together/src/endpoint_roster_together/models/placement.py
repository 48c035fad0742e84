# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.placement_config import PlacementConfig


@model
class Placement(Model):
    """Where a deployment runs; one of the two."""

    inline: PlacementConfig | None = field("inline", "PlacementConfig", default=None)
    """The regions themselves."""
    profile: str | None = field("profile", "string", default=None)
    """Identifier of a saved profile."""
