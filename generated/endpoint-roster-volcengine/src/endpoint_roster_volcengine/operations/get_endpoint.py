# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""POST /?Action=GetEndpoint&Version=2024-01-01"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.endpoint_id_request import EndpointIdRequest
    from ..models.get_endpoint_response import GetEndpointResponse


GET_ENDPOINT: Operation[GetEndpointResponse] = Operation(
    name="endpoints.get",
    method="POST",
    path="/",
    answer="GetEndpointResponse",
    errors={"default": ("ErrorResponse",)},
    constants={
        "Action": "GetEndpoint",
        "Version": "2024-01-01",
    },
    body="EndpointIdRequest",
    required=("Id",),
    bounds={
        "Id": (1, None),
    },
    effect="read",
)


def get_endpoint(
    body: EndpointIdRequest | Mapping[str, Any] | None = None,
    *,
    id: str | Unset = UNSET,
    x_expires: int | None = None,
) -> Request[GetEndpointResponse]:
    """Return a request of ``endpoints.get``, for ``client.send``."""
    return Request(
        GET_ENDPOINT,
        query={
            "X-Expires": x_expires,
        },
        body=body,
        fields={
            "Id": id,
        },
    )
