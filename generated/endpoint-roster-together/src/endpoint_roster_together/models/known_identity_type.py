# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownIdentityType: TypeAlias = Literal[
    "org_api_key", "project_api_key", "user_jwt", "user_org_jwt", "user_org_project_jwt"
]
