# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.known_headroom_relation import KnownHeadroomRelation


@model
class Headroom(Model):
    """How many more replicas there is room for, estimated."""

    relation: KnownHeadroomRelation | str = field("relation", "string")
    """Whether the number is exact or the least."""
    value: int | None = field("value", "integer", default=None)
    """Number of replicas."""
