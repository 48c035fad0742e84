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

__all__ = (
    "Endpoint",
    "ErrorDetail",
    "ErrorResponse",
    "KnownEndpointState",
    "KnownEndpointType",
    "KnownUsageType",
    "ListEndpointsResponse",
)

if not TYPE_CHECKING:  # so that a wrong name is an error in editors and type checkers
    _MODULES = {
        "Endpoint": "endpoint",
        "ErrorDetail": "error_detail",
        "ErrorResponse": "error_response",
        "KnownEndpointState": "known_endpoint_state",
        "KnownEndpointType": "known_endpoint_type",
        "KnownUsageType": "known_usage_type",
        "ListEndpointsResponse": "list_endpoints_response",
    }

    def __getattr__(name: str) -> object:
        from endpoint_roster_core.lazy import load

        return load(__name__, name, _MODULES)
