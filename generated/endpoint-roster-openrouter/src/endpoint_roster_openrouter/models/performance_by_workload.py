# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
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

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        self = new(cls)
        try:
            self.decisions = WorkloadPerformance._read(d["decisions"]) if "decisions" in d else UNSET
            self.embeddings = WorkloadPerformance._read(d["embeddings"]) if "embeddings" in d else UNSET
            self.image_generation = (
                WorkloadPerformance._read(d["image_generation"]) if "image_generation" in d else UNSET
            )
            self.rerank = WorkloadPerformance._read(d["rerank"]) if "rerank" in d else UNSET
            self.stt = WorkloadPerformance._read(d["stt"]) if "stt" in d else UNSET
            self.text_generation = WorkloadPerformance._read(d["text_generation"]) if "text_generation" in d else UNSET
            self.tts = WorkloadPerformance._read(d["tts"]) if "tts" in d else UNSET
            self.unknown = WorkloadPerformance._read(d["unknown"]) if "unknown" in d else UNSET
            self.video_generation = (
                WorkloadPerformance._read(d["video_generation"]) if "video_generation" in d else UNSET
            )
            self._extra = None if _NAMES.issuperset(d.keys()) else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
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
