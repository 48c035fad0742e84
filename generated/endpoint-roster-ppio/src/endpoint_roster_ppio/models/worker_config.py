# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model


@model
class WorkerConfig(Model):
    """How many workers there may be, and what each gets."""

    max_replicas: int | None = field("max_replicas", "integer", default=None)
    """The most workers, 0 to 1000."""
    min_replicas: int | None = field("min_replicas", "integer", default=None)
    """The fewest workers, kept even without load."""
    idle_timeout: int | None = field("idle_timeout", "integer", default=None)
    """Time without load after which a worker is stopped, in seconds."""
    max_concurrent_per_worker: int | None = field("max_concurrent_per_worker", "integer", default=None)
    """Requests that one worker handles at the same time."""
    gpu_num: int | None = field("gpu_num", "integer", default=None)
    """GPUs per worker."""
    rootfs_size_gb: int | None = field("rootfs_size_gb", "integer", default=None)
    """Size of a worker's system disk, in GB."""
    min_cuda_version: str | None = field("min_cuda_version", "string", default=None)
    """The lowest CUDA version that a machine has to offer, as text."""
    request_timeout: int | None = field("request_timeout", "integer", default=None)
    """Time after which a request is given up, in seconds."""
