# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
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
class WorkloadPerformance(Model):
    """Speed for one kind of work over the last 30 minutes.

    Attributes:
        latency (None | PercentileStats | Unset): In milliseconds: time to the first token, for images and videos to the
            end; or null.
        throughput (None | PercentileStats | Unset): In tokens per second (unit inferred), or null.
        request_count (int | None | Unset): Requests in that time, or null.

    """

    latency: None | PercentileStats | Unset = UNSET
    throughput: None | PercentileStats | Unset = UNSET
    request_count: int | None | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: WorkloadPerformance | None = None) -> WorkloadPerformance:
    self: Any = new(WorkloadPerformance) if into is None else into
    try:
        if len(d) == 3:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.latency = None if (v0 := d["latency"]) is None else PercentileStats._read(v0)
                self.throughput = None if (v0 := d["throughput"]) is None else PercentileStats._read(v0)
                self.request_count = v0 if type(v0 := d["request_count"]) is int or v0 is None else misfit()
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 3
        if "latency" in d:
            self.latency = None if (v0 := d["latency"]) is None else PercentileStats._read(v0)
        else:
            self.latency = UNSET
            unknowns += 1
        if "throughput" in d:
            self.throughput = None if (v0 := d["throughput"]) is None else PercentileStats._read(v0)
        else:
            self.throughput = UNSET
            unknowns += 1
        if "request_count" in d:
            self.request_count = v0 if type(v0 := d["request_count"]) is int or v0 is None else misfit()
        else:
            self.request_count = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


from ..models.percentile_stats import PercentileStats  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "latency": ("latency", False, ("nullable", PercentileStats)),
    "throughput": ("throughput", False, ("nullable", PercentileStats)),
    "request_count": ("request_count", False, ("nullable", "integer")),
}
_NAMES = frozenset(_FIELDS)
WorkloadPerformance._FIELDS = _FIELDS
WorkloadPerformance._read = _read
