# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownModelSort: TypeAlias = Literal[
    "agentic-high-to-low",
    "coding-high-to-low",
    "context-high-to-low",
    "design-arena-elo-high-to-low",
    "intelligence-high-to-low",
    "latency-low-to-high",
    "most-popular",
    "newest",
    "pricing-high-to-low",
    "pricing-low-to-high",
    "throughput-high-to-low",
    "top-weekly",
]
