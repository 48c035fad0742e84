# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownCustomEndpointStatus: TypeAlias = Literal["deleting", "deploying", "failed", "running", "stopped", "stopping"]
