# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""Data models of the API; each module is loaded when one of its names is first used."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .error_response import ErrorResponse
    from .frozen_info import FrozenInfo
    from .inference_service import InferenceService
    from .known_auth_type import KnownAuthType
    from .known_deploy_type import KnownDeployType
    from .known_error_code import KnownErrorCode
    from .known_frozen_effect import KnownFrozenEffect
    from .known_frozen_scene import KnownFrozenScene
    from .known_schedule_type import KnownScheduleType
    from .known_service_status import KnownServiceStatus
    from .known_service_type import KnownServiceType
    from .known_task_type import KnownTaskType
    from .known_time_unit import KnownTimeUnit
    from .list_endpoints_response import ListEndpointsResponse
    from .schedule import Schedule
    from .tag import Tag

__all__ = (
    "ErrorResponse",
    "FrozenInfo",
    "InferenceService",
    "KnownAuthType",
    "KnownDeployType",
    "KnownErrorCode",
    "KnownFrozenEffect",
    "KnownFrozenScene",
    "KnownScheduleType",
    "KnownServiceStatus",
    "KnownServiceType",
    "KnownTaskType",
    "KnownTimeUnit",
    "ListEndpointsResponse",
    "Schedule",
    "Tag",
)

if not TYPE_CHECKING:  # so that a wrong name is an error in editors and type checkers
    _MODULES = {
        "ErrorResponse": "error_response",
        "FrozenInfo": "frozen_info",
        "InferenceService": "inference_service",
        "KnownAuthType": "known_auth_type",
        "KnownDeployType": "known_deploy_type",
        "KnownErrorCode": "known_error_code",
        "KnownFrozenEffect": "known_frozen_effect",
        "KnownFrozenScene": "known_frozen_scene",
        "KnownScheduleType": "known_schedule_type",
        "KnownServiceStatus": "known_service_status",
        "KnownServiceType": "known_service_type",
        "KnownTaskType": "known_task_type",
        "KnownTimeUnit": "known_time_unit",
        "ListEndpointsResponse": "list_endpoints_response",
        "Schedule": "schedule",
        "Tag": "tag",
    }

    def __getattr__(name: str) -> object:
        from endpoint_roster_core.lazy import load

        return load(__name__, name, _MODULES)
