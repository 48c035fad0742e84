# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""POST /v2/projects/{projectId}/endpoints"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.create_project_endpoint_request import CreateProjectEndpointRequest
    from ..models.known_visibility import KnownVisibility
    from ..models.project_endpoint import ProjectEndpoint


CREATE_PROJECT_ENDPOINT: Operation[ProjectEndpoint] = Operation(
    name="project_endpoints.create",
    method="POST",
    path="/projects/{project_id}/endpoints",
    answer="ProjectEndpoint",
    errors={"default": ("ErrorResponse",)},
    body="CreateProjectEndpointRequest",
    required=("name",),
    effect="create",
    version="/v2",
)


def create_project_endpoint(
    project_id: str,
    body: CreateProjectEndpointRequest | Mapping[str, Any] | None = None,
    *,
    name: str | Unset = UNSET,
    visibility: KnownVisibility | str | Unset = UNSET,
) -> Request[ProjectEndpoint]:
    """Return a request of ``project_endpoints.create``, for ``client.send``."""
    return Request(
        CREATE_PROJECT_ENDPOINT,
        path={
            "project_id": project_id,
        },
        body=body,
        fields={
            "name": name,
            "visibility": visibility,
        },
    )
