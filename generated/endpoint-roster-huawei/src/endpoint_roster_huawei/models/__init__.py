# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""Data models of the API; each module is loaded when one of its names is first used."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .control_custom_endpoint_request import ControlCustomEndpointRequest
    from .create_custom_endpoint_request import CreateCustomEndpointRequest
    from .create_custom_endpoint_response import CreateCustomEndpointResponse
    from .custom_endpoint import CustomEndpoint
    from .custom_endpoint_action import CustomEndpointAction
    from .custom_endpoint_source import CustomEndpointSource
    from .error_response import ErrorResponse
    from .frozen_info import FrozenInfo
    from .inference_service import InferenceService
    from .known_auth_type import KnownAuthType
    from .known_billing_status import KnownBillingStatus
    from .known_custom_endpoint_status import KnownCustomEndpointStatus
    from .known_deploy_type import KnownDeployType
    from .known_error_code import KnownErrorCode
    from .known_frozen_effect import KnownFrozenEffect
    from .known_frozen_scene import KnownFrozenScene
    from .known_schedule_type import KnownScheduleType
    from .known_service_status import KnownServiceStatus
    from .known_service_type import KnownServiceType
    from .known_source import KnownSource
    from .known_task_type import KnownTaskType
    from .known_time_unit import KnownTimeUnit
    from .list_custom_endpoints_response import ListCustomEndpointsResponse
    from .list_endpoints_response import ListEndpointsResponse
    from .schedule import Schedule
    from .tag import Tag
    from .update_custom_endpoint_request import UpdateCustomEndpointRequest

__all__ = (
    "ControlCustomEndpointRequest",
    "CreateCustomEndpointRequest",
    "CreateCustomEndpointResponse",
    "CustomEndpoint",
    "CustomEndpointAction",
    "CustomEndpointSource",
    "ErrorResponse",
    "FrozenInfo",
    "InferenceService",
    "KnownAuthType",
    "KnownBillingStatus",
    "KnownCustomEndpointStatus",
    "KnownDeployType",
    "KnownErrorCode",
    "KnownFrozenEffect",
    "KnownFrozenScene",
    "KnownScheduleType",
    "KnownServiceStatus",
    "KnownServiceType",
    "KnownSource",
    "KnownTaskType",
    "KnownTimeUnit",
    "ListCustomEndpointsResponse",
    "ListEndpointsResponse",
    "Schedule",
    "Tag",
    "UpdateCustomEndpointRequest",
)

if not TYPE_CHECKING:  # so that a wrong name is an error in editors and type checkers
    _MODULES = {
        "ControlCustomEndpointRequest": "control_custom_endpoint_request",
        "CreateCustomEndpointRequest": "create_custom_endpoint_request",
        "CreateCustomEndpointResponse": "create_custom_endpoint_response",
        "CustomEndpoint": "custom_endpoint",
        "CustomEndpointAction": "custom_endpoint_action",
        "CustomEndpointSource": "custom_endpoint_source",
        "ErrorResponse": "error_response",
        "FrozenInfo": "frozen_info",
        "InferenceService": "inference_service",
        "KnownAuthType": "known_auth_type",
        "KnownBillingStatus": "known_billing_status",
        "KnownCustomEndpointStatus": "known_custom_endpoint_status",
        "KnownDeployType": "known_deploy_type",
        "KnownErrorCode": "known_error_code",
        "KnownFrozenEffect": "known_frozen_effect",
        "KnownFrozenScene": "known_frozen_scene",
        "KnownScheduleType": "known_schedule_type",
        "KnownServiceStatus": "known_service_status",
        "KnownServiceType": "known_service_type",
        "KnownSource": "known_source",
        "KnownTaskType": "known_task_type",
        "KnownTimeUnit": "known_time_unit",
        "ListCustomEndpointsResponse": "list_custom_endpoints_response",
        "ListEndpointsResponse": "list_endpoints_response",
        "Schedule": "schedule",
        "Tag": "tag",
        "UpdateCustomEndpointRequest": "update_custom_endpoint_request",
    }

    def __getattr__(name: str) -> object:
        from endpoint_roster_core.lazy import load

        return load(__name__, name, _MODULES)
