# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""PATCH /v2/projects/{projectId}/endpoints/{endpointId}"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from ..models.known_visibility import KnownVisibility
    from ..models.project_endpoint import ProjectEndpoint
    from ..models.traffic_split_entry import TrafficSplitEntry
    from ..models.update_project_endpoint_request import UpdateProjectEndpointRequest


UPDATE_PROJECT_ENDPOINT: Operation[ProjectEndpoint] = Operation(
    name="project_endpoints.update",
    method="PATCH",
    path="/projects/{project_id}/endpoints/{endpoint_id}",
    answer="ProjectEndpoint",
    errors={"default": ("ErrorResponse",)},
    body="UpdateProjectEndpointRequest",
    effect="change",
    version="/v2",
)


def update_project_endpoint(
    project_id: str,
    endpoint_id: str,
    body: UpdateProjectEndpointRequest | Mapping[str, Any] | None = None,
    *,
    etag: str | Unset = UNSET,
    name: str | Unset = UNSET,
    traffic_split: builtins.list[TrafficSplitEntry] | Unset = UNSET,
    visibility: KnownVisibility | str | Unset = UNSET,
    update_mask: str | None = None,
) -> Request[ProjectEndpoint]:
    """Return a request of ``project_endpoints.update``, for ``client.send``."""
    return Request(
        UPDATE_PROJECT_ENDPOINT,
        path={
            "project_id": project_id,
            "endpoint_id": endpoint_id,
        },
        query={
            "updateMask": update_mask,
        },
        body=body,
        fields={
            "etag": etag,
            "name": name,
            "trafficSplit": traffic_split,
            "visibility": visibility,
        },
    )
