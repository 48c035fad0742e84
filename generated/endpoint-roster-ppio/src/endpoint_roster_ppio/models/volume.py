# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class Volume(Model):
    """A mounted volume."""

    id: str | None = field("id", "string", default=None)
    """Identifier of the volume."""
    type_: str | None = field("type", "string", default=None)
    """Kind of storage. Only `network` is published."""
    size: int | None = field("size", "integer", default=None)
    """Size, in GB (unit inferred). One published example leaves it out."""
    mount_point: str | None = field("mount_point", "string", default=None)
    """Folder in the container where the volume appears."""
