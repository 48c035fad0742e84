# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.workload_performance import WorkloadPerformance


@model
class PerformanceByWorkload(Model):
    """Speed by kind of work. Only kinds that were measured are present; others may come."""

    decisions: WorkloadPerformance | None = field("decisions", "WorkloadPerformance", default=None)
    """Decisions, the output modality of that name (inferred)."""
    embeddings: WorkloadPerformance | None = field("embeddings", "WorkloadPerformance", default=None)
    """Embeddings."""
    image_generation: WorkloadPerformance | None = field("image_generation", "WorkloadPerformance", default=None)
    """Images; the latency is to the end."""
    rerank: WorkloadPerformance | None = field("rerank", "WorkloadPerformance", default=None)
    """Reranking."""
    stt: WorkloadPerformance | None = field("stt", "WorkloadPerformance", default=None)
    """Speech to text."""
    text_generation: WorkloadPerformance | None = field("text_generation", "WorkloadPerformance", default=None)
    """Text."""
    tts: WorkloadPerformance | None = field("tts", "WorkloadPerformance", default=None)
    """Text to speech."""
    unknown: WorkloadPerformance | None = field("unknown", "WorkloadPerformance", default=None)
    """Work of no known kind."""
    video_generation: WorkloadPerformance | None = field("video_generation", "WorkloadPerformance", default=None)
    """Videos; the latency is to the end."""
