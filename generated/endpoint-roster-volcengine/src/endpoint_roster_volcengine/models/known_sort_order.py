# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownSortOrder: TypeAlias = Literal["Asc", "Desc"]

KNOWN_SORT_ORDER_VALUES: frozenset[KnownSortOrder] = frozenset(
    {
        "Asc",
        "Desc",
    }
)
