# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownOutputModality: TypeAlias = Literal[
    "audio", "decisions", "embeddings", "image", "rerank", "speech", "text", "transcription", "video"
]
