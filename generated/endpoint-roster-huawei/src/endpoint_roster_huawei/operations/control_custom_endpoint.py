# Written by `uv run nox -s regenerate` from specs/huawei; do not edit.
"""PUT /v1/{project_id}/maas/services/custom-endpoint/control/{custom_endpoint_id}"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.control_custom_endpoint_request import ControlCustomEndpointRequest
    from ..models.custom_endpoint_action import CustomEndpointAction


CONTROL_CUSTOM_ENDPOINT: Operation[None] = Operation(
    name="custom_endpoints.control",
    method="PUT",
    path="/v1/{project_id}/maas/services/custom-endpoint/control/{custom_endpoint_id}",
    errors={"default": ("ErrorResponse",)},
    body="ControlCustomEndpointRequest",
    required=("action",),
    choices={
        "action": (
            "activate",
            "deactivate",
        ),
    },
    bounds={
        "project_id": (None, 32),
    },
    effect="change",
)


def control_custom_endpoint(
    project_id: str,
    custom_endpoint_id: str,
    body: ControlCustomEndpointRequest | Mapping[str, Any] | None = None,
    *,
    action: CustomEndpointAction | Unset = UNSET,
) -> Request[None]:
    """Return a request of ``custom_endpoints.control``, for ``client.send``."""
    return Request(
        CONTROL_CUSTOM_ENDPOINT,
        path={
            "project_id": project_id,
            "custom_endpoint_id": custom_endpoint_id,
        },
        body=body,
        fields={
            "action": action,
        },
    )
