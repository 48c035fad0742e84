# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""DELETE /endpoints/{endpointId}"""

from __future__ import annotations

from endpoint_roster_core.operations import Operation, Request

DELETE_ENDPOINT: Operation[None] = Operation(
    name="endpoints.delete",
    method="DELETE",
    path="/endpoints/{endpoint_id}",
    errors={"default": ("ErrorResponse",)},
    effect="change",
)


def delete_endpoint(
    endpoint_id: str,
) -> Request[None]:
    """Return a request of ``endpoints.delete``, for ``client.send``."""
    return Request(
        DELETE_ENDPOINT,
        path={
            "endpoint_id": endpoint_id,
        },
    )
