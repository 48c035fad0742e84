# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset


@model
class WorkerSettings(Model):
    """How many workers there may be, and what each gets."""

    max_replicas: int = field("max_replicas", "integer")
    """The most workers, 0 to 1000."""
    min_replicas: int | Unset = field("min_replicas", "integer", default=UNSET)
    """The fewest workers, kept even without load."""
    idle_timeout: int | Unset = field("idle_timeout", "integer", default=UNSET)
    """Time without load after which a worker is stopped, in seconds."""
    max_concurrent_per_worker: int | Unset = field("max_concurrent_per_worker", "integer", default=UNSET)
    """Requests that one worker handles at the same time."""
    gpu_num: int | Unset = field("gpu_num", "integer", default=UNSET)
    """GPUs per worker."""
    rootfs_size_gb: int | Unset = field("rootfs_size_gb", "integer", default=UNSET)
    """Size of a worker's system disk, in GB."""
    min_cuda_version: str | Unset = field("min_cuda_version", "string", default=UNSET)
    """The lowest CUDA version that a machine has to offer, as text."""
    request_timeout: int | Unset = field("request_timeout", "integer", default=UNSET)
    """Time after which a request is given up, in seconds."""
