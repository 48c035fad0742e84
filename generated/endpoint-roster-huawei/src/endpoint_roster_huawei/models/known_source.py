# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownSource: TypeAlias = Literal["custom_from_maas", "custom_from_modelarts_v2"]
