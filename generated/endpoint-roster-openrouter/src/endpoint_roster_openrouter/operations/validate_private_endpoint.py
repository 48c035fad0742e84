# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""POST /private-endpoints/{id}/validate"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.private_endpoint_validation_response import PrivateEndpointValidationResponse
    from ..models.validate_private_endpoint_request import ValidatePrivateEndpointRequest


VALIDATE_PRIVATE_ENDPOINT: Operation[PrivateEndpointValidationResponse] = Operation(
    name="private_endpoints.validate",
    method="POST",
    path="/private-endpoints/{id}/validate",
    answer="PrivateEndpointValidationResponse",
    errors={"default": ("ErrorResponse",)},
    body="ValidatePrivateEndpointRequest",
    required=("workspace_id",),
    bounds={
        "workspace_id": (1, None),
    },
    effect="change",
)


def validate_private_endpoint(
    id: str,
    body: ValidatePrivateEndpointRequest | Mapping[str, Any] | None = None,
    *,
    workspace_id: str | Unset = UNSET,
) -> Request[PrivateEndpointValidationResponse]:
    """Return a request of ``private_endpoints.validate``, for ``client.send``."""
    return Request(
        VALIDATE_PRIVATE_ENDPOINT,
        path={
            "id": id,
        },
        body=body,
        fields={
            "workspace_id": workspace_id,
        },
    )
