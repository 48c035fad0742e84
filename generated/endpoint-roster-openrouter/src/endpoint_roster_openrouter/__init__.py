# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""A typed Python client for the endpoints of OpenRouter, public and private."""

from typing import TYPE_CHECKING

from endpoint_roster_core import (
    UNSET,
    ApiError,
    ArgumentError,
    AuthenticationError,
    AuthError,
    ClientError,
    ClientTimeoutError,
    ConflictError,
    DecodeError,
    NotFoundError,
    PagingError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
    TransportError,
    Unset,
)

if TYPE_CHECKING:
    from .client import AsyncOpenRouter, OpenRouter

__version__ = "0.1.1"

__all__ = (
    "AsyncOpenRouter",
    "OpenRouter",
    "UNSET",
    "ApiError",
    "ArgumentError",
    "AuthError",
    "AuthenticationError",
    "ClientError",
    "ClientTimeoutError",
    "ConflictError",
    "DecodeError",
    "NotFoundError",
    "PagingError",
    "PermissionDeniedError",
    "RateLimitError",
    "ServerError",
    "TransportError",
    "Unset",
)

if not TYPE_CHECKING:  # so that a wrong name is an error in editors and type checkers
    _MODULES = {"AsyncOpenRouter": "client", "OpenRouter": "client"}

    def __getattr__(name: str) -> object:
        from endpoint_roster_core.lazy import load

        return load(__name__, name, _MODULES)
