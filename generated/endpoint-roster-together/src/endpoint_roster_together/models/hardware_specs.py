# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class HardwareSpecs(Model):
    """What a configuration is made of."""

    gpu_type: str = field("gpu_type", "string")
    """Kind of GPU."""
    gpu_link: str = field("gpu_link", "string")
    """How the GPUs are connected."""
    gpu_memory: float = field("gpu_memory", "number")
    """Memory of one GPU in GB."""
    gpu_count: int = field("gpu_count", "integer")
    """Number of GPUs."""
