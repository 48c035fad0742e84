# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""DELETE /gpus/v2/endpoints/{endpoint_id}"""

from __future__ import annotations

from endpoint_roster_core.operations import Operation, Request

DELETE_ENDPOINT: Operation[None] = Operation(
    name="endpoints.delete",
    method="DELETE",
    path="/gpus/v2/endpoints/{endpoint_id}",
    errors={"default": ("ErrorResponse",)},
    bounds={
        "endpoint_id": (None, 255),
    },
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
