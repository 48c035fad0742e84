# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownPrivateEndpointStatus: TypeAlias = Literal["active", "disabled", "draft"]
