# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import MISFITS, UNSET, Kind, Model, Unset, mend, misfit, or_none, unknown


@_attrs_define
class WorkerConfig(Model):
    """How many workers there may be, and what each gets.

    Attributes:
        max_replicas (int | Unset): The most workers, 0 to 1000.
        min_replicas (int | Unset): The fewest workers, kept even without load.
        idle_timeout (int | Unset): Time without load after which a worker is stopped, in seconds.
        max_concurrent_per_worker (int | Unset): Requests that one worker handles at the same time.
        gpu_num (int | Unset): GPUs per worker.
        rootfs_size_gb (int | Unset): Size of a worker's system disk, in GB.
        min_cuda_version (str | Unset): The lowest CUDA version that a machine has to offer, as text.
        request_timeout (int | Unset): Time after which a request is given up, in seconds.

    """

    max_replicas: int | Unset = UNSET
    min_replicas: int | Unset = UNSET
    idle_timeout: int | Unset = UNSET
    max_concurrent_per_worker: int | Unset = UNSET
    gpu_num: int | Unset = UNSET
    rootfs_size_gb: int | Unset = UNSET
    min_cuda_version: str | Unset = UNSET
    request_timeout: int | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        try:
            get = d.get
            return cls(
                v0 if (v0 := get("max_replicas", UNSET)) is UNSET else v0 if type(v0) is int else misfit(),
                v0 if (v0 := get("min_replicas", UNSET)) is UNSET else v0 if type(v0) is int else misfit(),
                v0 if (v0 := get("idle_timeout", UNSET)) is UNSET else v0 if type(v0) is int else misfit(),
                v0 if (v0 := get("max_concurrent_per_worker", UNSET)) is UNSET else v0 if type(v0) is int else misfit(),
                v0 if (v0 := get("gpu_num", UNSET)) is UNSET else v0 if type(v0) is int else misfit(),
                v0 if (v0 := get("rootfs_size_gb", UNSET)) is UNSET else v0 if type(v0) is int else misfit(),
                v0 if (v0 := get("min_cuda_version", UNSET)) is UNSET else v0 + "",
                v0 if (v0 := get("request_timeout", UNSET)) is UNSET else v0 if type(v0) is int else misfit(),
                None if d.keys() <= _NAMES else unknown(d, _NAMES),
            )
        except MISFITS:
            return mend(cls, d)


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "max_replicas": ("max_replicas", False, "integer"),
    "min_replicas": ("min_replicas", False, "integer"),
    "idle_timeout": ("idle_timeout", False, "integer"),
    "max_concurrent_per_worker": ("max_concurrent_per_worker", False, "integer"),
    "gpu_num": ("gpu_num", False, "integer"),
    "rootfs_size_gb": ("rootfs_size_gb", False, "integer"),
    "min_cuda_version": ("min_cuda_version", False, "string"),
    "request_timeout": ("request_timeout", False, "integer"),
}
_NAMES = _FIELDS.keys()
WorkerConfig._FIELDS = _FIELDS
