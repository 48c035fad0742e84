# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownScalingPolicySelect: TypeAlias = Literal[
    "SCALING_POLICY_SELECT_DISABLED", "SCALING_POLICY_SELECT_MAX", "SCALING_POLICY_SELECT_MIN"
]
