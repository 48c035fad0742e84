# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""DELETE /v1/{project_id}/maas/services/custom-endpoint/endpoint/{custom_endpoint_id}"""

from __future__ import annotations

from endpoint_roster_core.operations import Operation, Request

DELETE_CUSTOM_ENDPOINT: Operation[None] = Operation(
    name="custom_endpoints.delete",
    method="DELETE",
    path="/v1/{project_id}/maas/services/custom-endpoint/endpoint/{custom_endpoint_id}",
    errors={"default": ("ErrorResponse",)},
    bounds={
        "project_id": (None, 32),
    },
    effect="change",
)


def delete_custom_endpoint(
    project_id: str,
    custom_endpoint_id: str,
) -> Request[None]:
    """Return a request of ``custom_endpoints.delete``, for ``client.send``."""
    return Request(
        DELETE_CUSTOM_ENDPOINT,
        path={
            "project_id": project_id,
            "custom_endpoint_id": custom_endpoint_id,
        },
    )
