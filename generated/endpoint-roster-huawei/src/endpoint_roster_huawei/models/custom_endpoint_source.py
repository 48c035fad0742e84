# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""The values that a request may have; others are refused."""

from typing import Literal, TypeAlias

CustomEndpointSource: TypeAlias = Literal["custom_from_maas", "custom_from_modelarts_v2"]
