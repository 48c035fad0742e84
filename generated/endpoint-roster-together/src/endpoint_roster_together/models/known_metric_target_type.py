# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownMetricTargetType: TypeAlias = Literal[
    "METRIC_TARGET_TYPE_AVERAGE_VALUE", "METRIC_TARGET_TYPE_UTILIZATION", "METRIC_TARGET_TYPE_VALUE"
]
