# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.gpu_spec import GpuSpec
    from ..models.rootfs_spec import RootfsSpec


@model
class ResourceSpec(Model):
    """What a product consists of."""

    gpu: GpuSpec | None = field("gpu", "GpuSpec", default=None)
    """The GPUs. Of a product without any, not published."""
    cpu: int | None = field("cpu", "integer", default=None)
    """CPU cores."""
    memory_gb: int | None = field("memory_gb", "integer", default=None)
    """Memory, in GB."""
    rootfs: RootfsSpec | None = field("rootfs", "RootfsSpec", default=None)
    """The system disk."""
