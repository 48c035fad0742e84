# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""The values that a request may have; others are refused."""

from typing import Literal, TypeAlias

SortOrder: TypeAlias = Literal["Asc", "Desc"]
