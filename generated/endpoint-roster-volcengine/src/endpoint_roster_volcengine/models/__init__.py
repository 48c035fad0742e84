# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""Data models of the API; each module is loaded when one of its names is first used."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .charge_item import ChargeItem
    from .charge_tier import ChargeTier
    from .create_endpoint_request import CreateEndpointRequest
    from .create_endpoint_response import CreateEndpointResponse
    from .created_endpoint import CreatedEndpoint
    from .empty_response import EmptyResponse
    from .endpoint import Endpoint
    from .endpoint_details import EndpointDetails
    from .endpoint_filter import EndpointFilter
    from .endpoint_id_request import EndpointIdRequest
    from .error_response import ErrorResponse
    from .foundation_model import FoundationModel
    from .free_usage import FreeUsage
    from .get_endpoint_response import GetEndpointResponse
    from .known_activation_state import KnownActivationState
    from .known_charge_type import KnownChargeType
    from .known_endpoint_domain import KnownEndpointDomain
    from .known_endpoint_model_type import KnownEndpointModelType
    from .known_endpoint_status import KnownEndpointStatus
    from .known_error_code import KnownErrorCode
    from .known_model_domain import KnownModelDomain
    from .known_moderation_strategy import KnownModerationStrategy
    from .known_sort_by import KnownSortBy
    from .list_endpoints_request import ListEndpointsRequest
    from .list_endpoints_response import ListEndpointsResponse
    from .list_endpoints_result import ListEndpointsResult
    from .list_model_activations_request import ListModelActivationsRequest
    from .list_model_activations_response import ListModelActivationsResponse
    from .list_model_activations_result import ListModelActivationsResult
    from .model_activation import ModelActivation
    from .model_activation_filter import ModelActivationFilter
    from .model_reference import ModelReference
    from .moderation import Moderation
    from .rate_limit import RateLimit
    from .response_error import ResponseError
    from .response_metadata import ResponseMetadata
    from .service_info import ServiceInfo
    from .sort_order import SortOrder
    from .sub_service import SubService
    from .tag import Tag
    from .tag_filter import TagFilter
    from .update_endpoint_request import UpdateEndpointRequest

__all__ = (
    "ChargeItem",
    "ChargeTier",
    "CreatedEndpoint",
    "CreateEndpointRequest",
    "CreateEndpointResponse",
    "EmptyResponse",
    "Endpoint",
    "EndpointDetails",
    "EndpointFilter",
    "EndpointIdRequest",
    "ErrorResponse",
    "FoundationModel",
    "FreeUsage",
    "GetEndpointResponse",
    "KnownActivationState",
    "KnownChargeType",
    "KnownEndpointDomain",
    "KnownEndpointModelType",
    "KnownEndpointStatus",
    "KnownErrorCode",
    "KnownModelDomain",
    "KnownModerationStrategy",
    "KnownSortBy",
    "ListEndpointsRequest",
    "ListEndpointsResponse",
    "ListEndpointsResult",
    "ListModelActivationsRequest",
    "ListModelActivationsResponse",
    "ListModelActivationsResult",
    "ModelActivation",
    "ModelActivationFilter",
    "ModelReference",
    "Moderation",
    "RateLimit",
    "ResponseError",
    "ResponseMetadata",
    "ServiceInfo",
    "SortOrder",
    "SubService",
    "Tag",
    "TagFilter",
    "UpdateEndpointRequest",
)

if not TYPE_CHECKING:  # so that a wrong name is an error in editors and type checkers
    _MODULES = {
        "ChargeItem": "charge_item",
        "ChargeTier": "charge_tier",
        "CreateEndpointRequest": "create_endpoint_request",
        "CreateEndpointResponse": "create_endpoint_response",
        "CreatedEndpoint": "created_endpoint",
        "EmptyResponse": "empty_response",
        "Endpoint": "endpoint",
        "EndpointDetails": "endpoint_details",
        "EndpointFilter": "endpoint_filter",
        "EndpointIdRequest": "endpoint_id_request",
        "ErrorResponse": "error_response",
        "FoundationModel": "foundation_model",
        "FreeUsage": "free_usage",
        "GetEndpointResponse": "get_endpoint_response",
        "KnownActivationState": "known_activation_state",
        "KnownChargeType": "known_charge_type",
        "KnownEndpointDomain": "known_endpoint_domain",
        "KnownEndpointModelType": "known_endpoint_model_type",
        "KnownEndpointStatus": "known_endpoint_status",
        "KnownErrorCode": "known_error_code",
        "KnownModelDomain": "known_model_domain",
        "KnownModerationStrategy": "known_moderation_strategy",
        "KnownSortBy": "known_sort_by",
        "ListEndpointsRequest": "list_endpoints_request",
        "ListEndpointsResponse": "list_endpoints_response",
        "ListEndpointsResult": "list_endpoints_result",
        "ListModelActivationsRequest": "list_model_activations_request",
        "ListModelActivationsResponse": "list_model_activations_response",
        "ListModelActivationsResult": "list_model_activations_result",
        "ModelActivation": "model_activation",
        "ModelActivationFilter": "model_activation_filter",
        "ModelReference": "model_reference",
        "Moderation": "moderation",
        "RateLimit": "rate_limit",
        "ResponseError": "response_error",
        "ResponseMetadata": "response_metadata",
        "ServiceInfo": "service_info",
        "SortOrder": "sort_order",
        "SubService": "sub_service",
        "Tag": "tag",
        "TagFilter": "tag_filter",
        "UpdateEndpointRequest": "update_endpoint_request",
    }

    def __getattr__(name: str) -> object:
        from endpoint_roster_core.lazy import load

        return load(__name__, name, _MODULES)
