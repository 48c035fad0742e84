# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""The values that a request may have; others are refused."""

from typing import Literal, TypeAlias

ModelRegion: TypeAlias = Literal["eu", "us"]
