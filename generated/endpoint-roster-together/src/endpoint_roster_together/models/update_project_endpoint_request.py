# Written by `uv run nox -s regenerate` from specs/together; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.known_visibility import KnownVisibility
    from ..models.traffic_split_entry import TrafficSplitEntry


@model
class UpdateProjectEndpointRequest(Model):
    """What to change; what is left out stays."""

    etag: str | Unset = field("etag", "string", default=UNSET)
    """The `etag` you read. If it has changed since, nothing changes (409)."""
    name: str | Unset = field("name", "string", default=UNSET)
    """New name."""
    traffic_split: list[TrafficSplitEntry] | Unset = field("trafficSplit", "list[TrafficSplitEntry]", default=UNSET)
    """How requests are split among the deployments; all of it is replaced. Empty, requests reach none."""
    visibility: KnownVisibility | str | Unset = field("visibility", "string", default=UNSET)
    """Who can find it."""
