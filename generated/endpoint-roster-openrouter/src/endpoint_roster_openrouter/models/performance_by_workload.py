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
class PerformanceByWorkload(Model):
    """Speed by kind of work. Only kinds that were measured are present; others may come.

    Attributes:
        decisions (WorkloadPerformance | Unset): Speed for one kind of work over the last 30 minutes.
        embeddings (WorkloadPerformance | Unset): Speed for one kind of work over the last 30 minutes.
        image_generation (WorkloadPerformance | Unset): Speed for one kind of work over the last 30 minutes.
        rerank (WorkloadPerformance | Unset): Speed for one kind of work over the last 30 minutes.
        stt (WorkloadPerformance | Unset): Speed for one kind of work over the last 30 minutes.
        text_generation (WorkloadPerformance | Unset): Speed for one kind of work over the last 30 minutes.
        tts (WorkloadPerformance | Unset): Speed for one kind of work over the last 30 minutes.
        unknown (WorkloadPerformance | Unset): Speed for one kind of work over the last 30 minutes.
        video_generation (WorkloadPerformance | Unset): Speed for one kind of work over the last 30 minutes.

    """

    decisions: WorkloadPerformance | Unset = UNSET
    embeddings: WorkloadPerformance | Unset = UNSET
    image_generation: WorkloadPerformance | Unset = UNSET
    rerank: WorkloadPerformance | Unset = UNSET
    stt: WorkloadPerformance | Unset = UNSET
    text_generation: WorkloadPerformance | Unset = UNSET
    tts: WorkloadPerformance | Unset = UNSET
    unknown: WorkloadPerformance | Unset = UNSET
    video_generation: WorkloadPerformance | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read(d: dict[str, Any], into: PerformanceByWorkload | None = None) -> PerformanceByWorkload:
    self: Any = new(PerformanceByWorkload) if into is None else into
    try:
        unknowns = (len(d) if type(d) is dict else misfit()) - 9
        if "decisions" in d:
            self.decisions = WorkloadPerformance._read(d["decisions"])
        else:
            self.decisions = UNSET
            unknowns += 1
        if "embeddings" in d:
            self.embeddings = WorkloadPerformance._read(d["embeddings"])
        else:
            self.embeddings = UNSET
            unknowns += 1
        if "image_generation" in d:
            self.image_generation = WorkloadPerformance._read(d["image_generation"])
        else:
            self.image_generation = UNSET
            unknowns += 1
        if "rerank" in d:
            self.rerank = WorkloadPerformance._read(d["rerank"])
        else:
            self.rerank = UNSET
            unknowns += 1
        if "stt" in d:
            self.stt = WorkloadPerformance._read(d["stt"])
        else:
            self.stt = UNSET
            unknowns += 1
        if "text_generation" in d:
            self.text_generation = WorkloadPerformance._read(d["text_generation"])
        else:
            self.text_generation = UNSET
            unknowns += 1
        if "tts" in d:
            self.tts = WorkloadPerformance._read(d["tts"])
        else:
            self.tts = UNSET
            unknowns += 1
        if "unknown" in d:
            self.unknown = WorkloadPerformance._read(d["unknown"])
        else:
            self.unknown = UNSET
            unknowns += 1
        if "video_generation" in d:
            self.video_generation = WorkloadPerformance._read(d["video_generation"])
        else:
            self.video_generation = UNSET
            unknowns += 1
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


from ..models.workload_performance import WorkloadPerformance  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "decisions": ("decisions", False, WorkloadPerformance),
    "embeddings": ("embeddings", False, WorkloadPerformance),
    "image_generation": ("image_generation", False, WorkloadPerformance),
    "rerank": ("rerank", False, WorkloadPerformance),
    "stt": ("stt", False, WorkloadPerformance),
    "text_generation": ("text_generation", False, WorkloadPerformance),
    "tts": ("tts", False, WorkloadPerformance),
    "unknown": ("unknown", False, WorkloadPerformance),
    "video_generation": ("video_generation", False, WorkloadPerformance),
}
_NAMES = frozenset(_FIELDS)
PerformanceByWorkload._FIELDS = _FIELDS
PerformanceByWorkload._read = _read
