# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownQuantization: TypeAlias = Literal[
    "bf16", "fp16", "fp32", "fp4", "fp6", "fp8", "int4", "int8", "mxfp4", "mxfp8", "nvfp4", "unknown"
]
