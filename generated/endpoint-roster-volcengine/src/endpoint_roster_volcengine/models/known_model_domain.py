# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownModelDomain: TypeAlias = Literal["Audio", "ComputerVision", "Embedding", "LLM", "Router"]
