# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""Data models of the API; each module is loaded when one of its names is first used."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .billing_method import BillingMethod
    from .create_endpoint_request import CreateEndpointRequest
    from .created_endpoint import CreatedEndpoint
    from .endpoint import Endpoint
    from .endpoint_status import EndpointStatus
    from .endpoint_type import EndpointType
    from .environment_variable import EnvironmentVariable
    from .error_detail import ErrorDetail
    from .error_metadata import ErrorMetadata
    from .error_response import ErrorResponse
    from .gpu_spec import GpuSpec
    from .health_check import HealthCheck
    from .known_endpoint_type import KnownEndpointType
    from .known_policy_type import KnownPolicyType
    from .list_endpoints_response import ListEndpointsResponse
    from .list_products_response import ListProductsResponse
    from .list_regions_response import ListRegionsResponse
    from .policy import Policy
    from .prepaid_price import PrepaidPrice
    from .pricing import Pricing
    from .product import Product
    from .product_activity import ProductActivity
    from .product_category import ProductCategory
    from .product_price import ProductPrice
    from .product_type import ProductType
    from .region import Region
    from .resource_spec import ResourceSpec
    from .rootfs_spec import RootfsSpec
    from .update_endpoint_request import UpdateEndpointRequest
    from .volume import Volume
    from .worker import Worker
    from .worker_config import WorkerConfig
    from .worker_settings import WorkerSettings
    from .worker_status import WorkerStatus

__all__ = (
    "BillingMethod",
    "CreatedEndpoint",
    "CreateEndpointRequest",
    "Endpoint",
    "EndpointStatus",
    "EndpointType",
    "EnvironmentVariable",
    "ErrorDetail",
    "ErrorMetadata",
    "ErrorResponse",
    "GpuSpec",
    "HealthCheck",
    "KnownEndpointType",
    "KnownPolicyType",
    "ListEndpointsResponse",
    "ListProductsResponse",
    "ListRegionsResponse",
    "Policy",
    "PrepaidPrice",
    "Pricing",
    "Product",
    "ProductActivity",
    "ProductCategory",
    "ProductPrice",
    "ProductType",
    "Region",
    "ResourceSpec",
    "RootfsSpec",
    "UpdateEndpointRequest",
    "Volume",
    "Worker",
    "WorkerConfig",
    "WorkerSettings",
    "WorkerStatus",
)

if not TYPE_CHECKING:  # so that a wrong name is an error in editors and type checkers
    _MODULES = {
        "BillingMethod": "billing_method",
        "CreateEndpointRequest": "create_endpoint_request",
        "CreatedEndpoint": "created_endpoint",
        "Endpoint": "endpoint",
        "EndpointStatus": "endpoint_status",
        "EndpointType": "endpoint_type",
        "EnvironmentVariable": "environment_variable",
        "ErrorDetail": "error_detail",
        "ErrorMetadata": "error_metadata",
        "ErrorResponse": "error_response",
        "GpuSpec": "gpu_spec",
        "HealthCheck": "health_check",
        "KnownEndpointType": "known_endpoint_type",
        "KnownPolicyType": "known_policy_type",
        "ListEndpointsResponse": "list_endpoints_response",
        "ListProductsResponse": "list_products_response",
        "ListRegionsResponse": "list_regions_response",
        "Policy": "policy",
        "PrepaidPrice": "prepaid_price",
        "Pricing": "pricing",
        "Product": "product",
        "ProductActivity": "product_activity",
        "ProductCategory": "product_category",
        "ProductPrice": "product_price",
        "ProductType": "product_type",
        "Region": "region",
        "ResourceSpec": "resource_spec",
        "RootfsSpec": "rootfs_spec",
        "UpdateEndpointRequest": "update_endpoint_request",
        "Volume": "volume",
        "Worker": "worker",
        "WorkerConfig": "worker_config",
        "WorkerSettings": "worker_settings",
        "WorkerStatus": "worker_status",
    }

    def __getattr__(name: str) -> object:
        from endpoint_roster_core.lazy import load

        return load(__name__, name, _MODULES)
