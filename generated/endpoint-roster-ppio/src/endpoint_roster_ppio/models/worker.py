# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import Any, Self

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
class Worker(Model):
    """A running copy of the container.

    Attributes:
        id (str | Unset): Identifier of the worker.
        status (WorkerStatus | Unset): The state of a worker.
        log (str | Unset): Address of the worker's log.
        health (bool | Unset): Whether the last health check succeeded.
        drain (bool | Unset): Whether the worker finishes its work and takes no more.

    """

    id: str | Unset = UNSET
    status: WorkerStatus | Unset = UNSET
    log: str | Unset = UNSET
    health: bool | Unset = UNSET
    drain: bool | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        self = new(cls)
        try:
            if len(d) == 5:  # a small object mostly has all its fields, so none is asked for twice
                try:
                    self.id = d["id"] + ""
                    self.status = WorkerStatus._read(d["status"])
                    self.log = d["log"] + ""
                    self.health = v0 if (v0 := d["health"]) is True or v0 is False else misfit()
                    self.drain = v0 if (v0 := d["drain"]) is True or v0 is False else misfit()
                    self._extra = None
                    return self
                except KeyError:
                    pass
            self.id = d["id"] + "" if "id" in d else UNSET
            self.status = WorkerStatus._read(d["status"]) if "status" in d else UNSET
            self.log = d["log"] + "" if "log" in d else UNSET
            self.health = (v0 if (v0 := d["health"]) is True or v0 is False else misfit()) if "health" in d else UNSET
            self.drain = (v0 if (v0 := d["drain"]) is True or v0 is False else misfit()) if "drain" in d else UNSET
            self._extra = None if _NAMES.issuperset(d.keys()) else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
        return self


from ..models.worker_status import WorkerStatus  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "id": ("id", False, "string"),
    "status": ("status", False, WorkerStatus),
    "log": ("log", False, "string"),
    "health": ("health", False, "boolean"),
    "drain": ("drain", False, "boolean"),
}
_NAMES = frozenset(_FIELDS)
Worker._FIELDS = _FIELDS
