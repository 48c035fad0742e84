# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownScalingMetric: TypeAlias = Literal[
    "active_sessions",
    "cache_hit_rate",
    "decoding_speed",
    "e2e_latency",
    "gpu_utilization",
    "inflight_requests",
    "throughput_per_replica",
    "token_utilization",
    "ttft",
]
