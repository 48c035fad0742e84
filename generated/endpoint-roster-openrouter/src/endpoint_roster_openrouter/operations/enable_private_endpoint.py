# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""POST /private-endpoints/{id}/enable"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request

if TYPE_CHECKING:
    from ..models.managed_private_endpoint_response import ManagedPrivateEndpointResponse


ENABLE_PRIVATE_ENDPOINT: Operation[ManagedPrivateEndpointResponse] = Operation(
    name="private_endpoints.enable",
    method="POST",
    path="/private-endpoints/{id}/enable",
    answer="ManagedPrivateEndpointResponse",
    errors={"default": ("ErrorResponse",)},
    effect="change",
)


def enable_private_endpoint(
    id: str,
) -> Request[ManagedPrivateEndpointResponse]:
    """Return a request of ``private_endpoints.enable``, for ``client.send``."""
    return Request(
        ENABLE_PRIVATE_ENDPOINT,
        path={
            "id": id,
        },
    )
