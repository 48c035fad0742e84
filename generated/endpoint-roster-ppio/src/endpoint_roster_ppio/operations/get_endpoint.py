# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""GET /gpus/v2/endpoints/{endpoint_id}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request

if TYPE_CHECKING:
    from ..models.endpoint import Endpoint


GET_ENDPOINT: Operation[Endpoint] = Operation(
    name="endpoints.get",
    method="GET",
    path="/gpus/v2/endpoints/{endpoint_id}",
    answer="Endpoint",
    errors={"default": ("ErrorResponse",)},
    bounds={
        "endpoint_id": (None, 255),
    },
    effect="read",
)


def get_endpoint(
    endpoint_id: str,
) -> Request[Endpoint]:
    """Return a request of ``endpoints.get``, for ``client.send``."""
    return Request(
        GET_ENDPOINT,
        path={
            "endpoint_id": endpoint_id,
        },
    )
