# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""PUT /private-endpoints/{id}/pricing"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.private_endpoint_pricing import PrivateEndpointPricing
    from ..models.private_endpoint_response import PrivateEndpointResponse
    from ..models.update_private_endpoint_pricing_request import UpdatePrivateEndpointPricingRequest


UPDATE_PRIVATE_ENDPOINT_PRICING: Operation[PrivateEndpointResponse] = Operation(
    name="private_endpoints.update_pricing",
    method="PUT",
    path="/private-endpoints/{id}/pricing",
    answer="PrivateEndpointResponse",
    errors={"default": ("ErrorResponse",)},
    body="UpdatePrivateEndpointPricingRequest",
    required=("pricing",),
    effect="change",
)


def update_private_endpoint_pricing(
    id: str,
    body: UpdatePrivateEndpointPricingRequest | Mapping[str, Any] | None = None,
    *,
    pricing: PrivateEndpointPricing | Unset = UNSET,
) -> Request[PrivateEndpointResponse]:
    """Return a request of ``private_endpoints.update_pricing``, for ``client.send``."""
    return Request(
        UPDATE_PRIVATE_ENDPOINT_PRICING,
        path={
            "id": id,
        },
        body=body,
        fields={
            "pricing": pricing,
        },
    )
