# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""GET /private-endpoints/{id}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request

if TYPE_CHECKING:
    from ..models.private_endpoint_response import PrivateEndpointResponse


GET_PRIVATE_ENDPOINT: Operation[PrivateEndpointResponse] = Operation(
    name="private_endpoints.get",
    method="GET",
    path="/private-endpoints/{id}",
    answer="PrivateEndpointResponse",
    errors={"default": ("ErrorResponse",)},
    effect="read",
)


def get_private_endpoint(
    id: str,
) -> Request[PrivateEndpointResponse]:
    """Return a request of ``private_endpoints.get``, for ``client.send``."""
    return Request(
        GET_PRIVATE_ENDPOINT,
        path={
            "id": id,
        },
    )
