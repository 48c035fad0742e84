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
    spelled,
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


def _read_each(found: list[Any], into: Worker | None = None) -> list[Worker]:
    (
        k_id,
        k_status,
        k_log,
        k_health,
        k_drain,
    ) = spelled(found, _FIELDS)
    for number, d in enumerate(found):
        self: Any = new(Worker) if into is None else into
        try:
            if len(d) == 5:  # a small object mostly has all its fields, so none is asked for twice
                try:
                    self.id = d[k_id] + ""
                    self._later_status = d[k_status]
                    self.log = d[k_log] + ""
                    self.health = v0 if (v0 := d[k_health]) is True or v0 is False else misfit()
                    self.drain = v0 if (v0 := d[k_drain]) is True or v0 is False else misfit()
                    self._extra = None
                    found[number] = self
                    continue
                except KeyError:
                    pass
            unknowns = (len(d) if type(d) is dict else misfit()) - 5
            if k_id in d:
                self.id = d[k_id] + ""
            else:
                self.id = UNSET
                unknowns += 1
            if k_status in d:
                self._later_status = d[k_status]
            else:
                self._later_status = UNSET
                unknowns += 1
            if k_log in d:
                self.log = d[k_log] + ""
            else:
                self.log = UNSET
                unknowns += 1
            if k_health in d:
                self.health = v0 if (v0 := d[k_health]) is True or v0 is False else misfit()
            else:
                self.health = UNSET
                unknowns += 1
            if k_drain in d:
                self.drain = v0 if (v0 := d[k_drain]) is True or v0 is False else misfit()
            else:
                self.drain = UNSET
                unknowns += 1
            self._extra = unknown(d, _NAMES) if unknowns else None
        except MISFITS:
            mend(self, d)
        found[number] = self
    return found


def _read(d: dict[str, Any], into: Worker | None = None) -> Worker:
    return _read_each([d], into)[0]


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
Worker._read_each = _read_each
read_later(
    Worker,
    "status",
)
