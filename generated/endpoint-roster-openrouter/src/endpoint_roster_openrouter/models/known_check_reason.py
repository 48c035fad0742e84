# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""Known values; a server may send others, which arrive unchanged."""

from typing import Literal, TypeAlias

KnownCheckReason: TypeAlias = Literal[
    "database_error",
    "endpoint_limit_reached",
    "endpoint_not_found",
    "invalid_base_url",
    "invalid_response",
    "invalid_stream",
    "key_decryption_failed",
    "missing_usage",
    "model_mismatch",
    "model_not_found",
    "no_byok_key",
    "not_validated",
    "provider_not_found",
    "upstream_error",
    "validation_stale",
    "workspace_not_found",
]
