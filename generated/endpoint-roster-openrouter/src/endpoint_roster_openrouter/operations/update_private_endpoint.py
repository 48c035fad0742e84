# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""PATCH /private-endpoints/{id}"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.known_data_region import KnownDataRegion
    from ..models.private_endpoint_response import PrivateEndpointResponse
    from ..models.update_private_endpoint_request import UpdatePrivateEndpointRequest


UPDATE_PRIVATE_ENDPOINT: Operation[PrivateEndpointResponse] = Operation(
    name="private_endpoints.update",
    method="PATCH",
    path="/private-endpoints/{id}",
    answer="PrivateEndpointResponse",
    errors={"default": ("ErrorResponse",)},
    body="UpdatePrivateEndpointRequest",
    required=("upstream_model_id",),
    bounds={
        "upstream_model_id": (1, None),
        "base_url": (1, None),
    },
    effect="change",
)


def update_private_endpoint(
    id: str,
    body: UpdatePrivateEndpointRequest | Mapping[str, Any] | None = None,
    *,
    upstream_model_id: str | Unset = UNSET,
    base_url: str | Unset = UNSET,
    declared_region: KnownDataRegion | str | None | Unset = UNSET,
    declared_zdr: bool | None | Unset = UNSET,
) -> Request[PrivateEndpointResponse]:
    """Return a request of ``private_endpoints.update``, for ``client.send``."""
    return Request(
        UPDATE_PRIVATE_ENDPOINT,
        path={
            "id": id,
        },
        body=body,
        fields={
            "upstream_model_id": upstream_model_id,
            "base_url": base_url,
            "declared_region": declared_region,
            "declared_zdr": declared_zdr,
        },
    )
