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
    read_later,
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


def _read(d: dict[str, Any], into: Worker | None = None) -> Worker:
    self: Any = new(Worker) if into is None else into
    try:
        if len(d) == 5:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.id = d["id"] + ""
                self._later_status = v0 if type(v0 := d["status"]) is dict else misfit()
                self.log = d["log"] + ""
                self.health = v0 if (v0 := d["health"]) is True or v0 is False else misfit()
                self.drain = v0 if (v0 := d["drain"]) is True or v0 is False else misfit()
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 5
        if "id" in d:
            self.id = d["id"] + ""
        else:
            self.id = UNSET
            unknowns += 1
        if "status" in d:
            self._later_status = v0 if type(v0 := d["status"]) is dict else misfit()
        else:
            self._later_status = UNSET
            unknowns += 1
        if "log" in d:
            self.log = d["log"] + ""
        else:
            self.log = UNSET
            unknowns += 1
        if "health" in d:
            self.health = v0 if (v0 := d["health"]) is True or v0 is False else misfit()
        else:
            self.health = UNSET
            unknowns += 1
        if "drain" in d:
            self.drain = v0 if (v0 := d["drain"]) is True or v0 is False else misfit()
        else:
            self.drain = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
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
Worker._read = _read
read_later(
    Worker,
    "status",
)
