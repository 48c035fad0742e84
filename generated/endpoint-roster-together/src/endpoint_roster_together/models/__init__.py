# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""Data models of the API; each module is loaded when one of its names is first used."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .autoscaling import Autoscaling
    from .caller import Caller
    from .caller_key import CallerKey
    from .caller_organization import CallerOrganization
    from .caller_project import CallerProject
    from .caller_user import CallerUser
    from .compliance_headroom import ComplianceHeadroom
    from .compliance_policy import CompliancePolicy
    from .create_deployment_request import CreateDeploymentRequest
    from .create_endpoint_request import CreateEndpointRequest
    from .create_project_endpoint_request import CreateProjectEndpointRequest
    from .dedicated_endpoint import DedicatedEndpoint
    from .deployment import Deployment
    from .deployment_autoscaling import DeploymentAutoscaling
    from .deployment_region import DeploymentRegion
    from .deployment_status import DeploymentStatus
    from .deployment_status_details import DeploymentStatusDetails
    from .deployment_summary import DeploymentSummary
    from .endpoint import Endpoint
    from .error_detail import ErrorDetail
    from .error_response import ErrorResponse
    from .hardware_availability import HardwareAvailability
    from .hardware_configuration import HardwareConfiguration
    from .hardware_pricing import HardwarePricing
    from .hardware_specs import HardwareSpecs
    from .headroom import Headroom
    from .instance_type import InstanceType
    from .instance_type_region import InstanceTypeRegion
    from .known_deployment_state import KnownDeploymentState
    from .known_endpoint_state import KnownEndpointState
    from .known_endpoint_type import KnownEndpointType
    from .known_enforcement import KnownEnforcement
    from .known_hardware_status import KnownHardwareStatus
    from .known_headroom_relation import KnownHeadroomRelation
    from .known_identity_type import KnownIdentityType
    from .known_metric_target_type import KnownMetricTargetType
    from .known_project_endpoint_type import KnownProjectEndpointType
    from .known_scaling_metric import KnownScalingMetric
    from .known_scaling_policy_select import KnownScalingPolicySelect
    from .known_scaling_policy_type import KnownScalingPolicyType
    from .known_traffic_mode import KnownTrafficMode
    from .known_usage_type import KnownUsageType
    from .known_visibility import KnownVisibility
    from .list_availability_zones_response import ListAvailabilityZonesResponse
    from .list_deployments_response import ListDeploymentsResponse
    from .list_endpoints_response import ListEndpointsResponse
    from .list_hardware_response import ListHardwareResponse
    from .list_instance_types_response import ListInstanceTypesResponse
    from .list_project_endpoints_response import ListProjectEndpointsResponse
    from .list_projects_response import ListProjectsResponse
    from .placement import Placement
    from .placement_config import PlacementConfig
    from .project import Project
    from .project_endpoint import ProjectEndpoint
    from .runtime_info import RuntimeInfo
    from .scaling_metric import ScalingMetric
    from .scaling_policy import ScalingPolicy
    from .scaling_rules import ScalingRules
    from .traffic_split_entry import TrafficSplitEntry
    from .update_deployment_request import UpdateDeploymentRequest
    from .update_endpoint_request import UpdateEndpointRequest
    from .update_project_endpoint_request import UpdateProjectEndpointRequest
    from .wanted_state import WantedState

__all__ = (
    "Autoscaling",
    "Caller",
    "CallerKey",
    "CallerOrganization",
    "CallerProject",
    "CallerUser",
    "ComplianceHeadroom",
    "CompliancePolicy",
    "CreateDeploymentRequest",
    "CreateEndpointRequest",
    "CreateProjectEndpointRequest",
    "DedicatedEndpoint",
    "Deployment",
    "DeploymentAutoscaling",
    "DeploymentRegion",
    "DeploymentStatus",
    "DeploymentStatusDetails",
    "DeploymentSummary",
    "Endpoint",
    "ErrorDetail",
    "ErrorResponse",
    "HardwareAvailability",
    "HardwareConfiguration",
    "HardwarePricing",
    "HardwareSpecs",
    "Headroom",
    "InstanceType",
    "InstanceTypeRegion",
    "KnownDeploymentState",
    "KnownEndpointState",
    "KnownEndpointType",
    "KnownEnforcement",
    "KnownHardwareStatus",
    "KnownHeadroomRelation",
    "KnownIdentityType",
    "KnownMetricTargetType",
    "KnownProjectEndpointType",
    "KnownScalingMetric",
    "KnownScalingPolicySelect",
    "KnownScalingPolicyType",
    "KnownTrafficMode",
    "KnownUsageType",
    "KnownVisibility",
    "ListAvailabilityZonesResponse",
    "ListDeploymentsResponse",
    "ListEndpointsResponse",
    "ListHardwareResponse",
    "ListInstanceTypesResponse",
    "ListProjectEndpointsResponse",
    "ListProjectsResponse",
    "Placement",
    "PlacementConfig",
    "Project",
    "ProjectEndpoint",
    "RuntimeInfo",
    "ScalingMetric",
    "ScalingPolicy",
    "ScalingRules",
    "TrafficSplitEntry",
    "UpdateDeploymentRequest",
    "UpdateEndpointRequest",
    "UpdateProjectEndpointRequest",
    "WantedState",
)

if not TYPE_CHECKING:  # so that a wrong name is an error in editors and type checkers
    _MODULES = {
        "Autoscaling": "autoscaling",
        "Caller": "caller",
        "CallerKey": "caller_key",
        "CallerOrganization": "caller_organization",
        "CallerProject": "caller_project",
        "CallerUser": "caller_user",
        "ComplianceHeadroom": "compliance_headroom",
        "CompliancePolicy": "compliance_policy",
        "CreateDeploymentRequest": "create_deployment_request",
        "CreateEndpointRequest": "create_endpoint_request",
        "CreateProjectEndpointRequest": "create_project_endpoint_request",
        "DedicatedEndpoint": "dedicated_endpoint",
        "Deployment": "deployment",
        "DeploymentAutoscaling": "deployment_autoscaling",
        "DeploymentRegion": "deployment_region",
        "DeploymentStatus": "deployment_status",
        "DeploymentStatusDetails": "deployment_status_details",
        "DeploymentSummary": "deployment_summary",
        "Endpoint": "endpoint",
        "ErrorDetail": "error_detail",
        "ErrorResponse": "error_response",
        "HardwareAvailability": "hardware_availability",
        "HardwareConfiguration": "hardware_configuration",
        "HardwarePricing": "hardware_pricing",
        "HardwareSpecs": "hardware_specs",
        "Headroom": "headroom",
        "InstanceType": "instance_type",
        "InstanceTypeRegion": "instance_type_region",
        "KnownDeploymentState": "known_deployment_state",
        "KnownEndpointState": "known_endpoint_state",
        "KnownEndpointType": "known_endpoint_type",
        "KnownEnforcement": "known_enforcement",
        "KnownHardwareStatus": "known_hardware_status",
        "KnownHeadroomRelation": "known_headroom_relation",
        "KnownIdentityType": "known_identity_type",
        "KnownMetricTargetType": "known_metric_target_type",
        "KnownProjectEndpointType": "known_project_endpoint_type",
        "KnownScalingMetric": "known_scaling_metric",
        "KnownScalingPolicySelect": "known_scaling_policy_select",
        "KnownScalingPolicyType": "known_scaling_policy_type",
        "KnownTrafficMode": "known_traffic_mode",
        "KnownUsageType": "known_usage_type",
        "KnownVisibility": "known_visibility",
        "ListAvailabilityZonesResponse": "list_availability_zones_response",
        "ListDeploymentsResponse": "list_deployments_response",
        "ListEndpointsResponse": "list_endpoints_response",
        "ListHardwareResponse": "list_hardware_response",
        "ListInstanceTypesResponse": "list_instance_types_response",
        "ListProjectEndpointsResponse": "list_project_endpoints_response",
        "ListProjectsResponse": "list_projects_response",
        "Placement": "placement",
        "PlacementConfig": "placement_config",
        "Project": "project",
        "ProjectEndpoint": "project_endpoint",
        "RuntimeInfo": "runtime_info",
        "ScalingMetric": "scaling_metric",
        "ScalingPolicy": "scaling_policy",
        "ScalingRules": "scaling_rules",
        "TrafficSplitEntry": "traffic_split_entry",
        "UpdateDeploymentRequest": "update_deployment_request",
        "UpdateEndpointRequest": "update_endpoint_request",
        "UpdateProjectEndpointRequest": "update_project_endpoint_request",
        "WantedState": "wanted_state",
    }

    def __getattr__(name: str) -> object:
        from endpoint_roster_core.lazy import load

        return load(__name__, name, _MODULES)
