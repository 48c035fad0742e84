# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""Data models of the API; each module is loaded when one of its names is first used."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .architecture import Architecture
    from .error_detail import ErrorDetail
    from .error_metadata import ErrorMetadata
    from .error_response import ErrorResponse
    from .known_endpoint_status import KnownEndpointStatus
    from .known_input_modality import KnownInputModality
    from .known_instruct_type import KnownInstructType
    from .known_output_modality import KnownOutputModality
    from .known_parameter import KnownParameter
    from .known_quantization import KnownQuantization
    from .known_service_tier import KnownServiceTier
    from .known_tokenizer import KnownTokenizer
    from .known_weekday import KnownWeekday
    from .list_endpoints_response import ListEndpointsResponse
    from .model_endpoints import ModelEndpoints
    from .native_tool import NativeTool
    from .native_tools import NativeTools
    from .percentile_stats import PercentileStats
    from .performance_by_workload import PerformanceByWorkload
    from .pricing import Pricing
    from .pricing_override import PricingOverride
    from .public_endpoint import PublicEndpoint
    from .tool_choice_support import ToolChoiceSupport
    from .workload_performance import WorkloadPerformance

__all__ = (
    "Architecture",
    "ErrorDetail",
    "ErrorMetadata",
    "ErrorResponse",
    "KnownEndpointStatus",
    "KnownInputModality",
    "KnownInstructType",
    "KnownOutputModality",
    "KnownParameter",
    "KnownQuantization",
    "KnownServiceTier",
    "KnownTokenizer",
    "KnownWeekday",
    "ListEndpointsResponse",
    "ModelEndpoints",
    "NativeTool",
    "NativeTools",
    "PercentileStats",
    "PerformanceByWorkload",
    "Pricing",
    "PricingOverride",
    "PublicEndpoint",
    "ToolChoiceSupport",
    "WorkloadPerformance",
)

if not TYPE_CHECKING:  # so that a wrong name is an error in editors and type checkers
    _MODULES = {
        "Architecture": "architecture",
        "ErrorDetail": "error_detail",
        "ErrorMetadata": "error_metadata",
        "ErrorResponse": "error_response",
        "KnownEndpointStatus": "known_endpoint_status",
        "KnownInputModality": "known_input_modality",
        "KnownInstructType": "known_instruct_type",
        "KnownOutputModality": "known_output_modality",
        "KnownParameter": "known_parameter",
        "KnownQuantization": "known_quantization",
        "KnownServiceTier": "known_service_tier",
        "KnownTokenizer": "known_tokenizer",
        "KnownWeekday": "known_weekday",
        "ListEndpointsResponse": "list_endpoints_response",
        "ModelEndpoints": "model_endpoints",
        "NativeTool": "native_tool",
        "NativeTools": "native_tools",
        "PercentileStats": "percentile_stats",
        "PerformanceByWorkload": "performance_by_workload",
        "Pricing": "pricing",
        "PricingOverride": "pricing_override",
        "PublicEndpoint": "public_endpoint",
        "ToolChoiceSupport": "tool_choice_support",
        "WorkloadPerformance": "workload_performance",
    }

    def __getattr__(name: str) -> object:
        from endpoint_roster_core.lazy import load

        return load(__name__, name, _MODULES)
