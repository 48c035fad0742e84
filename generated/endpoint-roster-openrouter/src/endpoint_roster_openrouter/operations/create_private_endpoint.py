# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""POST /private-endpoints"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.create_private_endpoint_request import CreatePrivateEndpointRequest
    from ..models.known_data_region import KnownDataRegion
    from ..models.managed_private_endpoint_response import ManagedPrivateEndpointResponse
    from ..models.private_endpoint_activation import PrivateEndpointActivation
    from ..models.private_endpoint_pricing import PrivateEndpointPricing


CREATE_PRIVATE_ENDPOINT: Operation[ManagedPrivateEndpointResponse] = Operation(
    name="private_endpoints.create",
    method="POST",
    path="/private-endpoints",
    answer="ManagedPrivateEndpointResponse",
    errors={"default": ("PrivateEndpointCreationErrorResponse",)},
    body="CreatePrivateEndpointRequest",
    required=(
        "model_permaslug",
        "provider_slug",
        "upstream_model_id",
    ),
    bounds={
        "Idempotency-Key": (1, None),
        "model_permaslug": (1, None),
        "provider_slug": (1, None),
        "upstream_model_id": (1, None),
        "base_url": (1, None),
        "activate.workspace_id": (1, None),
    },
    effect="idempotent",
    key_header="Idempotency-Key",
)


def create_private_endpoint(
    body: CreatePrivateEndpointRequest | Mapping[str, Any] | None = None,
    *,
    model_permaslug: str | Unset = UNSET,
    provider_slug: str | Unset = UNSET,
    upstream_model_id: str | Unset = UNSET,
    base_url: str | Unset = UNSET,
    declared_region: KnownDataRegion | str | None | Unset = UNSET,
    declared_zdr: bool | None | Unset = UNSET,
    pricing: PrivateEndpointPricing | Unset = UNSET,
    activate: PrivateEndpointActivation | Unset = UNSET,
    idempotency_key: str | None = None,
) -> Request[ManagedPrivateEndpointResponse]:
    """Return a request of ``private_endpoints.create``, for ``client.send``."""
    return Request(
        CREATE_PRIVATE_ENDPOINT,
        headers={
            "Idempotency-Key": idempotency_key,
        },
        body=body,
        fields={
            "model_permaslug": model_permaslug,
            "provider_slug": provider_slug,
            "upstream_model_id": upstream_model_id,
            "base_url": base_url,
            "declared_region": declared_region,
            "declared_zdr": declared_zdr,
            "pricing": pricing,
            "activate": activate,
        },
    )
