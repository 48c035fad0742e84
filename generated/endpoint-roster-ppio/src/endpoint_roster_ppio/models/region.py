# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class Region(Model):
    """Where endpoints can run. It also says what a region can do, network volumes for example; the names of those
    fields are not confirmed, so that only `to_dict()` has them."""

    id: str | None = field("id", "string", default=None)
    """Identifier, which `region_id` of an endpoint takes."""
    name: str | None = field("name", "string", default=None)
    """Name."""
    gpus: list[str] | None = field("gpus", "list[string]", default=None)
    """Names of the GPUs there (that they are texts: inferred)."""
