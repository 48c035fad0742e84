# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""The values that a request may have; others are refused."""

from typing import Literal, TypeAlias

CustomEndpointAction: TypeAlias = Literal["activate", "deactivate"]
