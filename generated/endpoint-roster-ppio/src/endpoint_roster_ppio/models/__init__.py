# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""Data models of the API; each module is loaded when one of its names is first used."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .endpoint import Endpoint
    from .endpoint_status import EndpointStatus
    from .environment_variable import EnvironmentVariable
    from .error_detail import ErrorDetail
    from .error_metadata import ErrorMetadata
    from .error_response import ErrorResponse
    from .health_check import HealthCheck
    from .known_endpoint_type import KnownEndpointType
    from .known_policy_type import KnownPolicyType
    from .list_endpoints_response import ListEndpointsResponse
    from .policy import Policy
    from .volume import Volume
    from .worker import Worker
    from .worker_config import WorkerConfig
    from .worker_status import WorkerStatus

__all__ = (
    "Endpoint",
    "EndpointStatus",
    "EnvironmentVariable",
    "ErrorDetail",
    "ErrorMetadata",
    "ErrorResponse",
    "HealthCheck",
    "KnownEndpointType",
    "KnownPolicyType",
    "ListEndpointsResponse",
    "Policy",
    "Volume",
    "Worker",
    "WorkerConfig",
    "WorkerStatus",
)

if not TYPE_CHECKING:  # so that a wrong name is an error in editors and type checkers
    _MODULES = {
        "Endpoint": "endpoint",
        "EndpointStatus": "endpoint_status",
        "EnvironmentVariable": "environment_variable",
        "ErrorDetail": "error_detail",
        "ErrorMetadata": "error_metadata",
        "ErrorResponse": "error_response",
        "HealthCheck": "health_check",
        "KnownEndpointType": "known_endpoint_type",
        "KnownPolicyType": "known_policy_type",
        "ListEndpointsResponse": "list_endpoints_response",
        "Policy": "policy",
        "Volume": "volume",
        "Worker": "worker",
        "WorkerConfig": "worker_config",
        "WorkerStatus": "worker_status",
    }

    def __getattr__(name: str) -> object:
        from endpoint_roster_core.lazy import load

        return load(__name__, name, _MODULES)
