# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""DELETE /v2/projects/{projectId}/endpoints/{endpointId}"""

from __future__ import annotations

from endpoint_roster_core.operations import Operation, Request

DELETE_PROJECT_ENDPOINT: Operation[None] = Operation(
    name="project_endpoints.delete",
    method="DELETE",
    path="/projects/{project_id}/endpoints/{endpoint_id}",
    errors={"default": ("ErrorResponse",)},
    effect="change",
    version="/v2",
)


def delete_project_endpoint(
    project_id: str,
    endpoint_id: str,
    *,
    etag: str | None = None,
) -> Request[None]:
    """Return a request of ``project_endpoints.delete``, for ``client.send``."""
    return Request(
        DELETE_PROJECT_ENDPOINT,
        path={
            "project_id": project_id,
            "endpoint_id": endpoint_id,
        },
        query={
            "etag": etag,
        },
    )
