# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownBudgetScope: TypeAlias = Literal[
    "api_key", "key_limit", "member", "workspace", "workspace_default_key", "workspace_default_member"
]
