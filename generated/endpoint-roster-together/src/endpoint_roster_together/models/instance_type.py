# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.instance_type_region import InstanceTypeRegion


@model
class InstanceType(Model):
    """One kind of hardware for the replicas of a deployment."""

    id: str = field("id", "string")
    """Identifier of the instance type."""
    name: str = field("name", "string")
    """Name of the instance type."""
    description: str = field("description", "string")
    """The hardware, in words."""
    gpu_type: str = field("gpuType", "string")
    """Kind of GPU."""
    gpu_count: int = field("gpuCount", "integer")
    """Number of GPUs."""
    gpu_memory_gib: int = field("gpuMemoryGib", "integer")
    """Memory of one GPU in GiB."""
    price_cents_per_hour: int = field("priceCentsPerHour", "integer")
    """US cents for each hour that one replica runs."""
    regions: list[InstanceTypeRegion] = field("regions", "list[InstanceTypeRegion]")
    """Where it is offered."""
