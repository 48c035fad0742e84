# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""GET /endpoints/{endpointId}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request

if TYPE_CHECKING:
    from ..models.dedicated_endpoint import DedicatedEndpoint


GET_ENDPOINT: Operation[DedicatedEndpoint] = Operation(
    name="endpoints.get",
    method="GET",
    path="/endpoints/{endpoint_id}",
    answer="DedicatedEndpoint",
    errors={"default": ("ErrorResponse",)},
    effect="read",
)


def get_endpoint(
    endpoint_id: str,
) -> Request[DedicatedEndpoint]:
    """Return a request of ``endpoints.get``, for ``client.send``."""
    return Request(
        GET_ENDPOINT,
        path={
            "endpoint_id": endpoint_id,
        },
    )
