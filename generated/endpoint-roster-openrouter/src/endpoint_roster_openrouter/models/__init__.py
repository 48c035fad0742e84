# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""Data models of the API; each module is loaded when one of its names is first used."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .api_key import ApiKey
    from .architecture import Architecture
    from .create_private_endpoint_request import CreatePrivateEndpointRequest
    from .credit_balance import CreditBalance
    from .default_parameters import DefaultParameters
    from .delete_private_endpoint_response import DeletePrivateEndpointResponse
    from .deleted_private_endpoint import DeletedPrivateEndpoint
    from .error_detail import ErrorDetail
    from .error_metadata import ErrorMetadata
    from .error_response import ErrorResponse
    from .free_model_requests import FreeModelRequests
    from .get_credits_response import GetCreditsResponse
    from .get_key_response import GetKeyResponse
    from .key_budget import KeyBudget
    from .known_budget_interval import KnownBudgetInterval
    from .known_budget_scope import KnownBudgetScope
    from .known_check_reason import KnownCheckReason
    from .known_data_region import KnownDataRegion
    from .known_endpoint_status import KnownEndpointStatus
    from .known_input_modality import KnownInputModality
    from .known_instruct_type import KnownInstructType
    from .known_model_category import KnownModelCategory
    from .known_model_sort import KnownModelSort
    from .known_output_modality import KnownOutputModality
    from .known_parameter import KnownParameter
    from .known_private_endpoint_status import KnownPrivateEndpointStatus
    from .known_quantization import KnownQuantization
    from .known_reasoning_effort import KnownReasoningEffort
    from .known_service_tier import KnownServiceTier
    from .known_tokenizer import KnownTokenizer
    from .known_weekday import KnownWeekday
    from .list_endpoints_response import ListEndpointsResponse
    from .list_models_response import ListModelsResponse
    from .list_private_endpoints_response import ListPrivateEndpointsResponse
    from .list_providers_response import ListProvidersResponse
    from .list_zero_retention_endpoints_response import ListZeroRetentionEndpointsResponse
    from .managed_private_endpoint import ManagedPrivateEndpoint
    from .managed_private_endpoint_response import ManagedPrivateEndpointResponse
    from .model_alias_target import ModelAliasTarget
    from .model_architecture import ModelArchitecture
    from .model_endpoints import ModelEndpoints
    from .model_links import ModelLinks
    from .model_page_links import ModelPageLinks
    from .model_reasoning import ModelReasoning
    from .model_region import ModelRegion
    from .native_tool import NativeTool
    from .native_tools import NativeTools
    from .old_rate_limit import OldRateLimit
    from .only_true import OnlyTrue
    from .per_request_limits import PerRequestLimits
    from .percentile_stats import PercentileStats
    from .performance_by_workload import PerformanceByWorkload
    from .pricing import Pricing
    from .pricing_override import PricingOverride
    from .private_endpoint import PrivateEndpoint
    from .private_endpoint_activation import PrivateEndpointActivation
    from .private_endpoint_check import PrivateEndpointCheck
    from .private_endpoint_creation_error_response import PrivateEndpointCreationErrorResponse
    from .private_endpoint_draft import PrivateEndpointDraft
    from .private_endpoint_pricing import PrivateEndpointPricing
    from .private_endpoint_response import PrivateEndpointResponse
    from .private_endpoint_summary import PrivateEndpointSummary
    from .private_endpoint_validation import PrivateEndpointValidation
    from .private_endpoint_validation_response import PrivateEndpointValidationResponse
    from .provider import Provider
    from .public_endpoint import PublicEndpoint
    from .public_model import PublicModel
    from .tool_choice_support import ToolChoiceSupport
    from .top_provider import TopProvider
    from .update_private_endpoint_pricing_request import UpdatePrivateEndpointPricingRequest
    from .update_private_endpoint_request import UpdatePrivateEndpointRequest
    from .validate_private_endpoint_request import ValidatePrivateEndpointRequest
    from .workload_performance import WorkloadPerformance

__all__ = (
    "ApiKey",
    "Architecture",
    "CreatePrivateEndpointRequest",
    "CreditBalance",
    "DefaultParameters",
    "DeletedPrivateEndpoint",
    "DeletePrivateEndpointResponse",
    "ErrorDetail",
    "ErrorMetadata",
    "ErrorResponse",
    "FreeModelRequests",
    "GetCreditsResponse",
    "GetKeyResponse",
    "KeyBudget",
    "KnownBudgetInterval",
    "KnownBudgetScope",
    "KnownCheckReason",
    "KnownDataRegion",
    "KnownEndpointStatus",
    "KnownInputModality",
    "KnownInstructType",
    "KnownModelCategory",
    "KnownModelSort",
    "KnownOutputModality",
    "KnownParameter",
    "KnownPrivateEndpointStatus",
    "KnownQuantization",
    "KnownReasoningEffort",
    "KnownServiceTier",
    "KnownTokenizer",
    "KnownWeekday",
    "ListEndpointsResponse",
    "ListModelsResponse",
    "ListPrivateEndpointsResponse",
    "ListProvidersResponse",
    "ListZeroRetentionEndpointsResponse",
    "ManagedPrivateEndpoint",
    "ManagedPrivateEndpointResponse",
    "ModelAliasTarget",
    "ModelArchitecture",
    "ModelEndpoints",
    "ModelLinks",
    "ModelPageLinks",
    "ModelReasoning",
    "ModelRegion",
    "NativeTool",
    "NativeTools",
    "OldRateLimit",
    "OnlyTrue",
    "PercentileStats",
    "PerformanceByWorkload",
    "PerRequestLimits",
    "Pricing",
    "PricingOverride",
    "PrivateEndpoint",
    "PrivateEndpointActivation",
    "PrivateEndpointCheck",
    "PrivateEndpointCreationErrorResponse",
    "PrivateEndpointDraft",
    "PrivateEndpointPricing",
    "PrivateEndpointResponse",
    "PrivateEndpointSummary",
    "PrivateEndpointValidation",
    "PrivateEndpointValidationResponse",
    "Provider",
    "PublicEndpoint",
    "PublicModel",
    "ToolChoiceSupport",
    "TopProvider",
    "UpdatePrivateEndpointPricingRequest",
    "UpdatePrivateEndpointRequest",
    "ValidatePrivateEndpointRequest",
    "WorkloadPerformance",
)

if not TYPE_CHECKING:  # so that a wrong name is an error in editors and type checkers
    _MODULES = {
        "ApiKey": "api_key",
        "Architecture": "architecture",
        "CreatePrivateEndpointRequest": "create_private_endpoint_request",
        "CreditBalance": "credit_balance",
        "DefaultParameters": "default_parameters",
        "DeletePrivateEndpointResponse": "delete_private_endpoint_response",
        "DeletedPrivateEndpoint": "deleted_private_endpoint",
        "ErrorDetail": "error_detail",
        "ErrorMetadata": "error_metadata",
        "ErrorResponse": "error_response",
        "FreeModelRequests": "free_model_requests",
        "GetCreditsResponse": "get_credits_response",
        "GetKeyResponse": "get_key_response",
        "KeyBudget": "key_budget",
        "KnownBudgetInterval": "known_budget_interval",
        "KnownBudgetScope": "known_budget_scope",
        "KnownCheckReason": "known_check_reason",
        "KnownDataRegion": "known_data_region",
        "KnownEndpointStatus": "known_endpoint_status",
        "KnownInputModality": "known_input_modality",
        "KnownInstructType": "known_instruct_type",
        "KnownModelCategory": "known_model_category",
        "KnownModelSort": "known_model_sort",
        "KnownOutputModality": "known_output_modality",
        "KnownParameter": "known_parameter",
        "KnownPrivateEndpointStatus": "known_private_endpoint_status",
        "KnownQuantization": "known_quantization",
        "KnownReasoningEffort": "known_reasoning_effort",
        "KnownServiceTier": "known_service_tier",
        "KnownTokenizer": "known_tokenizer",
        "KnownWeekday": "known_weekday",
        "ListEndpointsResponse": "list_endpoints_response",
        "ListModelsResponse": "list_models_response",
        "ListPrivateEndpointsResponse": "list_private_endpoints_response",
        "ListProvidersResponse": "list_providers_response",
        "ListZeroRetentionEndpointsResponse": "list_zero_retention_endpoints_response",
        "ManagedPrivateEndpoint": "managed_private_endpoint",
        "ManagedPrivateEndpointResponse": "managed_private_endpoint_response",
        "ModelAliasTarget": "model_alias_target",
        "ModelArchitecture": "model_architecture",
        "ModelEndpoints": "model_endpoints",
        "ModelLinks": "model_links",
        "ModelPageLinks": "model_page_links",
        "ModelReasoning": "model_reasoning",
        "ModelRegion": "model_region",
        "NativeTool": "native_tool",
        "NativeTools": "native_tools",
        "OldRateLimit": "old_rate_limit",
        "OnlyTrue": "only_true",
        "PerRequestLimits": "per_request_limits",
        "PercentileStats": "percentile_stats",
        "PerformanceByWorkload": "performance_by_workload",
        "Pricing": "pricing",
        "PricingOverride": "pricing_override",
        "PrivateEndpoint": "private_endpoint",
        "PrivateEndpointActivation": "private_endpoint_activation",
        "PrivateEndpointCheck": "private_endpoint_check",
        "PrivateEndpointCreationErrorResponse": "private_endpoint_creation_error_response",
        "PrivateEndpointDraft": "private_endpoint_draft",
        "PrivateEndpointPricing": "private_endpoint_pricing",
        "PrivateEndpointResponse": "private_endpoint_response",
        "PrivateEndpointSummary": "private_endpoint_summary",
        "PrivateEndpointValidation": "private_endpoint_validation",
        "PrivateEndpointValidationResponse": "private_endpoint_validation_response",
        "Provider": "provider",
        "PublicEndpoint": "public_endpoint",
        "PublicModel": "public_model",
        "ToolChoiceSupport": "tool_choice_support",
        "TopProvider": "top_provider",
        "UpdatePrivateEndpointPricingRequest": "update_private_endpoint_pricing_request",
        "UpdatePrivateEndpointRequest": "update_private_endpoint_request",
        "ValidatePrivateEndpointRequest": "validate_private_endpoint_request",
        "WorkloadPerformance": "workload_performance",
    }

    def __getattr__(name: str) -> object:
        from endpoint_roster_core.lazy import load

        return load(__name__, name, _MODULES)
