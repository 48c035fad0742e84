# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""POST /v1/{project_id}/maas/services/custom-endpoint/endpoint"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.create_custom_endpoint_request import CreateCustomEndpointRequest
    from ..models.create_custom_endpoint_response import CreateCustomEndpointResponse
    from ..models.custom_endpoint_source import CustomEndpointSource


CREATE_CUSTOM_ENDPOINT: Operation[CreateCustomEndpointResponse] = Operation(
    name="custom_endpoints.create",
    method="POST",
    path="/v1/{project_id}/maas/services/custom-endpoint/endpoint",
    answer="CreateCustomEndpointResponse",
    errors={"default": ("ErrorResponse",)},
    body="CreateCustomEndpointRequest",
    required=(
        "source",
        "endpoint_name",
    ),
    choices={
        "source": (
            "custom_from_maas",
            "custom_from_modelarts_v2",
        ),
    },
    bounds={
        "endpoint_name": (1, 64),
        "model_name": (1, None),
        "region": (1, None),
        "infer_service_id": (1, None),
        "rpm": (0, None),
        "tpm": (0, None),
        "remark": (None, 256),
        "agreement_id": (1, None),
        "project_id": (None, 32),
    },
    effect="create",
)


def create_custom_endpoint(
    project_id: str,
    body: CreateCustomEndpointRequest | Mapping[str, Any] | None = None,
    *,
    source: CustomEndpointSource | Unset = UNSET,
    endpoint_name: str | Unset = UNSET,
    model_name: str | Unset = UNSET,
    region: str | Unset = UNSET,
    infer_service_id: str | Unset = UNSET,
    rpm: int | Unset = UNSET,
    tpm: int | Unset = UNSET,
    remark: str | Unset = UNSET,
    moderation: bool | Unset = UNSET,
    agreement_id: str | Unset = UNSET,
) -> Request[CreateCustomEndpointResponse]:
    """Return a request of ``custom_endpoints.create``, for ``client.send``."""
    return Request(
        CREATE_CUSTOM_ENDPOINT,
        path={
            "project_id": project_id,
        },
        body=body,
        fields={
            "source": source,
            "endpoint_name": endpoint_name,
            "model_name": model_name,
            "region": region,
            "infer_service_id": infer_service_id,
            "rpm": rpm,
            "tpm": tpm,
            "remark": remark,
            "moderation": moderation,
            "agreement_id": agreement_id,
        },
    )
