# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""Data models of the API; each module is loaded when one of its names is first used."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .endpoint import Endpoint
    from .endpoint_filter import EndpointFilter
    from .error_response import ErrorResponse
    from .foundation_model import FoundationModel
    from .known_endpoint_model_type import KnownEndpointModelType
    from .known_endpoint_status import KnownEndpointStatus
    from .known_error_code import KnownErrorCode
    from .known_sort_by import KnownSortBy
    from .list_endpoints_request import ListEndpointsRequest
    from .list_endpoints_response import ListEndpointsResponse
    from .list_endpoints_result import ListEndpointsResult
    from .model_reference import ModelReference
    from .rate_limit import RateLimit
    from .response_error import ResponseError
    from .response_metadata import ResponseMetadata
    from .sort_order import SortOrder
    from .tag import Tag
    from .tag_filter import TagFilter

__all__ = (
    "Endpoint",
    "EndpointFilter",
    "ErrorResponse",
    "FoundationModel",
    "KnownEndpointModelType",
    "KnownEndpointStatus",
    "KnownErrorCode",
    "KnownSortBy",
    "ListEndpointsRequest",
    "ListEndpointsResponse",
    "ListEndpointsResult",
    "ModelReference",
    "RateLimit",
    "ResponseError",
    "ResponseMetadata",
    "SortOrder",
    "Tag",
    "TagFilter",
)

if not TYPE_CHECKING:  # so that a wrong name is an error in editors and type checkers
    _MODULES = {
        "Endpoint": "endpoint",
        "EndpointFilter": "endpoint_filter",
        "ErrorResponse": "error_response",
        "FoundationModel": "foundation_model",
        "KnownEndpointModelType": "known_endpoint_model_type",
        "KnownEndpointStatus": "known_endpoint_status",
        "KnownErrorCode": "known_error_code",
        "KnownSortBy": "known_sort_by",
        "ListEndpointsRequest": "list_endpoints_request",
        "ListEndpointsResponse": "list_endpoints_response",
        "ListEndpointsResult": "list_endpoints_result",
        "ModelReference": "model_reference",
        "RateLimit": "rate_limit",
        "ResponseError": "response_error",
        "ResponseMetadata": "response_metadata",
        "SortOrder": "sort_order",
        "Tag": "tag",
        "TagFilter": "tag_filter",
    }

    def __getattr__(name: str) -> object:
        from endpoint_roster_core.lazy import load

        return load(__name__, name, _MODULES)
