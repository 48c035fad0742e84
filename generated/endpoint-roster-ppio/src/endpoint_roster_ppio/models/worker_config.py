# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    MISFITS,
    UNSET,
    Kind,
    Model,
    Unset,
    mend,
    misfit,
    new,
    or_none,
    unknown,
)


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


def _read(d: dict[str, Any], into: WorkerConfig | None = None) -> WorkerConfig:
    self: Any = new(WorkerConfig) if into is None else into
    try:
        if len(d) == 8:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.max_replicas = v0 if type(v0 := d["max_replicas"]) is int else misfit()
                self.min_replicas = v0 if type(v0 := d["min_replicas"]) is int else misfit()
                self.idle_timeout = v0 if type(v0 := d["idle_timeout"]) is int else misfit()
                self.max_concurrent_per_worker = v0 if type(v0 := d["max_concurrent_per_worker"]) is int else misfit()
                self.gpu_num = v0 if type(v0 := d["gpu_num"]) is int else misfit()
                self.rootfs_size_gb = v0 if type(v0 := d["rootfs_size_gb"]) is int else misfit()
                self.min_cuda_version = d["min_cuda_version"] + ""
                self.request_timeout = v0 if type(v0 := d["request_timeout"]) is int else misfit()
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 8
        if "max_replicas" in d:
            self.max_replicas = v0 if type(v0 := d["max_replicas"]) is int else misfit()
        else:
            self.max_replicas = UNSET
            unknowns += 1
        if "min_replicas" in d:
            self.min_replicas = v0 if type(v0 := d["min_replicas"]) is int else misfit()
        else:
            self.min_replicas = UNSET
            unknowns += 1
        if "idle_timeout" in d:
            self.idle_timeout = v0 if type(v0 := d["idle_timeout"]) is int else misfit()
        else:
            self.idle_timeout = UNSET
            unknowns += 1
        if "max_concurrent_per_worker" in d:
            self.max_concurrent_per_worker = v0 if type(v0 := d["max_concurrent_per_worker"]) is int else misfit()
        else:
            self.max_concurrent_per_worker = UNSET
            unknowns += 1
        if "gpu_num" in d:
            self.gpu_num = v0 if type(v0 := d["gpu_num"]) is int else misfit()
        else:
            self.gpu_num = UNSET
            unknowns += 1
        if "rootfs_size_gb" in d:
            self.rootfs_size_gb = v0 if type(v0 := d["rootfs_size_gb"]) is int else misfit()
        else:
            self.rootfs_size_gb = UNSET
            unknowns += 1
        if "min_cuda_version" in d:
            self.min_cuda_version = d["min_cuda_version"] + ""
        else:
            self.min_cuda_version = UNSET
            unknowns += 1
        if "request_timeout" in d:
            self.request_timeout = v0 if type(v0 := d["request_timeout"]) is int else misfit()
        else:
            self.request_timeout = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


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
_NAMES = frozenset(_FIELDS)
WorkerConfig._FIELDS = _FIELDS
WorkerConfig._read = _read
