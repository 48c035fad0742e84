# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""POST /private-endpoints/{id}/activate"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request

if TYPE_CHECKING:
    from ..models.managed_private_endpoint_response import ManagedPrivateEndpointResponse


ACTIVATE_PRIVATE_ENDPOINT: Operation[ManagedPrivateEndpointResponse] = Operation(
    name="private_endpoints.activate",
    method="POST",
    path="/private-endpoints/{id}/activate",
    answer="ManagedPrivateEndpointResponse",
    errors={"default": ("ErrorResponse",)},
    effect="change",
)


def activate_private_endpoint(
    id: str,
) -> Request[ManagedPrivateEndpointResponse]:
    """Return a request of ``private_endpoints.activate``, for ``client.send``."""
    return Request(
        ACTIVATE_PRIVATE_ENDPOINT,
        path={
            "id": id,
        },
    )
