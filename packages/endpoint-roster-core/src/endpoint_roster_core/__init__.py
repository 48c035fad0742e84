"""The runtime of the Endpoint Roster clients: errors, models, pagers, requests and responses."""

from typing import TYPE_CHECKING

from .errors import (
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
)
from .unset import UNSET, Unset

if TYPE_CHECKING:
    from .clock import Clock
    from .models import Deviation, Model
    from .operations import Request
    from .paging import AsyncPager, Pager
    from .responses import Response

__all__ = [
    "UNSET",
    "ApiError",
    "ArgumentError",
    "AsyncPager",
    "AuthError",
    "AuthenticationError",
    "ClientError",
    "ClientTimeoutError",
    "Clock",
    "ConflictError",
    "DecodeError",
    "Deviation",
    "Model",
    "NotFoundError",
    "Pager",
    "PagingError",
    "PermissionDeniedError",
    "RateLimitError",
    "Request",
    "Response",
    "ServerError",
    "TransportError",
    "Unset",
]

if not TYPE_CHECKING:
    _MODULES = {
        "AsyncPager": "paging",
        "Clock": "clock",
        "Deviation": "models",
        "Model": "models",
        "Pager": "paging",
        "Request": "operations",
        "Response": "responses",
    }

    def __getattr__(name: str) -> object:
        from .lazy import load

        return load(__name__, name, _MODULES)
