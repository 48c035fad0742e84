# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.deployment_autoscaling import DeploymentAutoscaling


@model
class UpdateDeploymentRequest(Model):
    """What to change; what is left out stays."""

    etag: str | Unset = field("etag", "string", default=UNSET)
    """The `etag` you read. If it has changed since, nothing changes (409)."""
    autoscaling: DeploymentAutoscaling | Unset = field("autoscaling", "DeploymentAutoscaling", default=UNSET)
    """How it scales; 0 for both bounds stops it."""
    inactive_timeout: int | Unset = field("inactiveTimeout", "integer", default=UNSET)
    """Minutes without a request after which it stops, 30 to 1440; 0 for never."""
    max_concurrent_requests_per_replica: str | Unset = field("maxConcurrentRequestsPerReplica", "string", default=UNSET)
    """Number of requests that one replica works on at most."""
    name: str | Unset = field("name", "string", default=UNSET)
    """New name."""
