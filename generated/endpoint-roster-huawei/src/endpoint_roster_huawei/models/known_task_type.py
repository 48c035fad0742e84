# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownTaskType: TypeAlias = Literal[
    "EMBEDDING",
    "IMAGE_GENERATION",
    "IMAGE_UNDERSTANDING",
    "RERANK",
    "TEXT_GENERATION",
    "VECTOR_MODEL",
    "VIDEO_GENERATION",
]
