# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""POST /?Action=DeleteEndpoint&Version=2024-01-01"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.empty_response import EmptyResponse
    from ..models.endpoint_id_request import EndpointIdRequest


DELETE_ENDPOINT: Operation[EmptyResponse] = Operation(
    name="endpoints.delete",
    method="POST",
    path="/",
    answer="EmptyResponse",
    errors={"default": ("ErrorResponse",)},
    constants={
        "Action": "DeleteEndpoint",
        "Version": "2024-01-01",
    },
    body="EndpointIdRequest",
    required=("Id",),
    bounds={
        "Id": (1, None),
    },
    effect="change",
)


def delete_endpoint(
    body: EndpointIdRequest | Mapping[str, Any] | None = None,
    *,
    id: str | Unset = UNSET,
    x_expires: int | None = None,
) -> Request[EmptyResponse]:
    """Return a request of ``endpoints.delete``, for ``client.send``."""
    return Request(
        DELETE_ENDPOINT,
        query={
            "X-Expires": x_expires,
        },
        body=body,
        fields={
            "Id": id,
        },
    )
