# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""PUT /v1/{project_id}/maas/services/custom-endpoint/endpoint/{custom_endpoint_id}"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.update_custom_endpoint_request import UpdateCustomEndpointRequest


UPDATE_CUSTOM_ENDPOINT: Operation[None] = Operation(
    name="custom_endpoints.update",
    method="PUT",
    path="/v1/{project_id}/maas/services/custom-endpoint/endpoint/{custom_endpoint_id}",
    errors={"default": ("ErrorResponse",)},
    body="UpdateCustomEndpointRequest",
    bounds={
        "endpoint_name": (1, 64),
        "rpm": (0, None),
        "tpm": (0, None),
        "remark": (None, 256),
        "agreement_id": (1, None),
        "project_id": (None, 32),
    },
    effect="change",
)


def update_custom_endpoint(
    project_id: str,
    custom_endpoint_id: str,
    body: UpdateCustomEndpointRequest | Mapping[str, Any] | None = None,
    *,
    endpoint_name: str | Unset = UNSET,
    rpm: int | Unset = UNSET,
    tpm: int | Unset = UNSET,
    remark: str | Unset = UNSET,
    moderation: bool | Unset = UNSET,
    agreement_id: str | Unset = UNSET,
) -> Request[None]:
    """Return a request of ``custom_endpoints.update``, for ``client.send``."""
    return Request(
        UPDATE_CUSTOM_ENDPOINT,
        path={
            "project_id": project_id,
            "custom_endpoint_id": custom_endpoint_id,
        },
        body=body,
        fields={
            "endpoint_name": endpoint_name,
            "rpm": rpm,
            "tpm": tpm,
            "remark": remark,
            "moderation": moderation,
            "agreement_id": agreement_id,
        },
    )
