# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    import datetime

    from ..models.autoscaling import Autoscaling
    from ..models.known_endpoint_state import KnownEndpointState
    from ..models.known_endpoint_type import KnownEndpointType


@model
class DedicatedEndpoint(Model):
    """One dedicated endpoint with its hardware and scaling. Its timeout is not part of any answer."""

    object_: str = field("object", "string")
    """Kind of this object; always `endpoint` so far."""
    id: str = field("id", "string")
    """Identifier of the endpoint, `endpoint-` followed by a UUID."""
    name: str = field("name", "string")
    """Name under which requests address the endpoint."""
    display_name: str = field("display_name", "string")
    """Display name."""
    model: str = field("model", "string")
    """Name of the model that the endpoint serves, `author/model`."""
    hardware: str = field("hardware", "string")
    """Identifier of the hardware that it runs on."""
    type_: KnownEndpointType | str = field("type", "string")
    """Always `dedicated` so far."""
    owner: str = field("owner", "string")
    """Account that owns the endpoint."""
    state: KnownEndpointState | str = field("state", "string")
    """Where the endpoint is in its life."""
    autoscaling: Autoscaling = field("autoscaling", "Autoscaling")
    """Between how many replicas it scales."""
    created_at: datetime.datetime = field("created_at", "date-time")
    """When the endpoint was created, RFC 3339 with an offset."""
