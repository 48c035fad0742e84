# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""The values that a request may have; others are refused."""

from typing import Literal, TypeAlias

ProductCategory: TypeAlias = Literal["instance", "serverless"]
