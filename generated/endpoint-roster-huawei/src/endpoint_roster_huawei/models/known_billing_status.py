# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownBillingStatus: TypeAlias = Literal["frozen", "normal"]
