# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""DELETE /private-endpoints/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request

if TYPE_CHECKING:
    from ..models.delete_private_endpoint_response import DeletePrivateEndpointResponse


DELETE_PRIVATE_ENDPOINT: Operation[DeletePrivateEndpointResponse] = Operation(
    name="private_endpoints.delete",
    method="DELETE",
    path="/private-endpoints/{id}",
    answer="DeletePrivateEndpointResponse",
    errors={"default": ("ErrorResponse",)},
    effect="change",
)


def delete_private_endpoint(
    id: str,
    *,
    draft_only: bool | None = None,
) -> Request[DeletePrivateEndpointResponse]:
    """Return a request of ``private_endpoints.delete``, for ``client.send``."""
    return Request(
        DELETE_PRIVATE_ENDPOINT,
        path={
            "id": id,
        },
        query={
            "draft_only": draft_only,
        },
    )
