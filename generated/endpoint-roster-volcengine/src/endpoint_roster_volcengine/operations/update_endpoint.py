# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""POST /?Action=UpdateEndpoint&Version=2024-01-01"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from ..models.empty_response import EmptyResponse
    from ..models.moderation import Moderation
    from ..models.rate_limit import RateLimit
    from ..models.service_info import ServiceInfo
    from ..models.tag import Tag
    from ..models.update_endpoint_request import UpdateEndpointRequest


UPDATE_ENDPOINT: Operation[EmptyResponse] = Operation(
    name="endpoints.update",
    method="POST",
    path="/",
    answer="EmptyResponse",
    errors={"default": ("ErrorResponse",)},
    constants={
        "Action": "UpdateEndpoint",
        "Version": "2024-01-01",
    },
    body="UpdateEndpointRequest",
    required=("Id",),
    bounds={
        "Id": (1, None),
        "Name": (1, None),
    },
    effect="change",
)


def update_endpoint(
    body: UpdateEndpointRequest | Mapping[str, Any] | None = None,
    *,
    id: str | Unset = UNSET,
    name: str | Unset = UNSET,
    description: str | Unset = UNSET,
    rate_limit: RateLimit | Unset = UNSET,
    moderation: Moderation | Unset = UNSET,
    tags: builtins.list[Tag] | Unset = UNSET,
    service_info: ServiceInfo | Unset = UNSET,
    x_expires: int | None = None,
) -> Request[EmptyResponse]:
    """Return a request of ``endpoints.update``, for ``client.send``."""
    return Request(
        UPDATE_ENDPOINT,
        query={
            "X-Expires": x_expires,
        },
        body=body,
        fields={
            "Id": id,
            "Name": name,
            "Description": description,
            "RateLimit": rate_limit,
            "Moderation": moderation,
            "Tags": tags,
            "ServiceInfo": service_info,
        },
    )
