# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    import datetime

    from ..models.deployment_summary import DeploymentSummary
    from ..models.known_project_endpoint_type import KnownProjectEndpointType
    from ..models.known_visibility import KnownVisibility
    from ..models.traffic_split_entry import TrafficSplitEntry


@model
class ProjectEndpoint(Model):
    """One endpoint of version 2. Its deployments use the hardware."""

    id: str = field("id", "string")
    """Identifier of the endpoint, `ep_` and more."""
    name: str = field("name", "string")
    """Name under which requests address the endpoint, `slug/name`."""
    project_id: str = field("projectId", "string")
    """Identifier of the project that owns it."""
    endpoint_type: KnownProjectEndpointType | str = field("endpointType", "string")
    """How it is served."""
    visibility: KnownVisibility | str = field("visibility", "string")
    """Who can find it."""
    etag: str = field("etag", "string")
    """Names this version of the endpoint. Give it back with a change that should not undo another's."""
    traffic_split: list[TrafficSplitEntry] = field("trafficSplit", "list[TrafficSplitEntry]")
    """How requests are split among the deployments. Empty, they reach none."""
    deployments: list[DeploymentSummary] = field("deployments", "list[DeploymentSummary]")
    """Its deployments, in short."""
    active_rollout_id: str | None = field("activeRolloutId", "string", default=None)
    """Identifier of the rollout under way, if there is one."""
    created_at: datetime.datetime = field("createdAt", "date-time")
    """When the endpoint was created, RFC 3339 with an offset."""
    updated_at: datetime.datetime = field("updatedAt", "date-time")
    """When it was last changed, RFC 3339 with an offset."""
