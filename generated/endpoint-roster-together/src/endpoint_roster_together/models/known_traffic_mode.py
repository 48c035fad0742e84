# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownTrafficMode: TypeAlias = Literal["TRAFFIC_MODE_LIVE", "TRAFFIC_MODE_SHADOW"]
