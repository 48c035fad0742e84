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
class PercentileStats(Model):
    """Percentiles of a measurement; the unit is that of the field that holds them.

    Attributes:
        p50 (float | Unset): The median.
        p75 (float | Unset): The 75th percentile.
        p90 (float | Unset): The 90th percentile.
        p99 (float | Unset): The 99th percentile.

    """

    p50: float | Unset = UNSET
    p75: float | Unset = UNSET
    p90: float | Unset = UNSET
    p99: float | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: PercentileStats | None = None) -> PercentileStats:
    self: Any = new(PercentileStats) if into is None else into
    try:
        if len(d) == 4:  # a small object mostly has all its fields, so none is asked for twice
            try:
                self.p50 = v0 if type(v0 := d["p50"]) is float or type(v0) is int else misfit()
                self.p75 = v0 if type(v0 := d["p75"]) is float or type(v0) is int else misfit()
                self.p90 = v0 if type(v0 := d["p90"]) is float or type(v0) is int else misfit()
                self.p99 = v0 if type(v0 := d["p99"]) is float or type(v0) is int else misfit()
                self._extra = None
                return self
            except KeyError:
                pass
        unknowns = (len(d) if type(d) is dict else misfit()) - 4
        if "p50" in d:
            self.p50 = v0 if type(v0 := d["p50"]) is float or type(v0) is int else misfit()
        else:
            self.p50 = UNSET
            unknowns += 1
        if "p75" in d:
            self.p75 = v0 if type(v0 := d["p75"]) is float or type(v0) is int else misfit()
        else:
            self.p75 = UNSET
            unknowns += 1
        if "p90" in d:
            self.p90 = v0 if type(v0 := d["p90"]) is float or type(v0) is int else misfit()
        else:
            self.p90 = UNSET
            unknowns += 1
        if "p99" in d:
            self.p99 = v0 if type(v0 := d["p99"]) is float or type(v0) is int else misfit()
        else:
            self.p99 = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "p50": ("p50", False, "number"),
    "p75": ("p75", False, "number"),
    "p90": ("p90", False, "number"),
    "p99": ("p99", False, "number"),
}
_NAMES = frozenset(_FIELDS)
PercentileStats._FIELDS = _FIELDS
PercentileStats._read = _read
