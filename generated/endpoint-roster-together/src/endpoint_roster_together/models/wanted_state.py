# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""The values that a request may have; others are refused."""

from typing import Literal, TypeAlias

WantedState: TypeAlias = Literal["STARTED", "STOPPED"]
