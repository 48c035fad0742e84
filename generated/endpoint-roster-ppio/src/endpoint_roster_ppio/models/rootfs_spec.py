# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class RootfsSpec(Model):
    """The system disk of a product."""

    min_gb: int | None = field("min_gb", "integer", default=None)
    """The smallest size, in GB."""
    max_gb: int | None = field("max_gb", "integer", default=None)
    """The largest size, in GB."""
    free_gb: int | None = field("free_gb", "integer", default=None)
    """What costs nothing, in GB."""
