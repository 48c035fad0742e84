# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.known_visibility import KnownVisibility


@model
class CreateProjectEndpointRequest(Model):
    """What to create."""

    name: str = field("name", "string")
    """Name under which requests address the endpoint, with or without the project's slug in front."""
    visibility: KnownVisibility | str | Unset = field("visibility", "string", default=UNSET)
    """Who can find it."""
