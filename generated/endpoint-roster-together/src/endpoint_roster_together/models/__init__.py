# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Data models of the API; each module is loaded when one of its names is first used."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .endpoint import Endpoint
    from .error_detail import ErrorDetail
    from .error_response import ErrorResponse
    from .known_endpoint_state import KnownEndpointState
    from .known_endpoint_type import KnownEndpointType
    from .known_usage_type import KnownUsageType
    from .list_endpoints_response import ListEndpointsResponse

_MODULES = {
    "Endpoint": ".endpoint",
    "ErrorDetail": ".error_detail",
    "ErrorResponse": ".error_response",
    "KnownEndpointState": ".known_endpoint_state",
    "KnownEndpointType": ".known_endpoint_type",
    "KnownUsageType": ".known_usage_type",
    "ListEndpointsResponse": ".list_endpoints_response",
}

__all__ = (
    "Endpoint",
    "ErrorDetail",
    "ErrorResponse",
    "KnownEndpointState",
    "KnownEndpointType",
    "KnownUsageType",
    "ListEndpointsResponse",
)


def __getattr__(name: str) -> object:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(module, __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
