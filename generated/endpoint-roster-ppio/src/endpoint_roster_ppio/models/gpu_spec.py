# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class GpuSpec(Model):
    """GPUs of a product."""

    spec_id: str | None = field("spec_id", "string", default=None)
    """Identifier of this kind of GPU."""
    name: str | None = field("name", "string", default=None)
    """Name of this kind of GPU."""
    memory_gb: int | None = field("memory_gb", "integer", default=None)
    """Memory of one GPU, in GB (that it is one: inferred)."""
    min_: int | None = field("min", "integer", default=None)
    """The fewest GPUs that can be taken (inferred from the name)."""
    max_: int | None = field("max", "integer", default=None)
    """The most GPUs that can be taken (inferred from the name)."""
    available: int | None = field("available", "integer", default=None)
    """GPUs that are free now (inferred from the name)."""
    max_available: int | None = field("max_available", "integer", default=None)
    """The most GPUs that one machine has free (inferred from the name)."""
