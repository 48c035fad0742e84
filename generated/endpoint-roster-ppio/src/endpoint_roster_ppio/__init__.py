# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""A typed Python client for PPIO's serverless GPU endpoints."""

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
    from .client import AsyncPpio, Ppio

__version__ = "0.1.1"

__all__ = (
    "AsyncPpio",
    "Ppio",
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
    _MODULES = {"AsyncPpio": "client", "Ppio": "client"}

    def __getattr__(name: str) -> object:
        from endpoint_roster_core.lazy import load

        return load(__name__, name, _MODULES)
