# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""PATCH /endpoints/{endpointId}"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.autoscaling import Autoscaling
    from ..models.dedicated_endpoint import DedicatedEndpoint
    from ..models.update_endpoint_request import UpdateEndpointRequest
    from ..models.wanted_state import WantedState


UPDATE_ENDPOINT: Operation[DedicatedEndpoint] = Operation(
    name="endpoints.update",
    method="PATCH",
    path="/endpoints/{endpoint_id}",
    answer="DedicatedEndpoint",
    errors={"default": ("ErrorResponse",)},
    body="UpdateEndpointRequest",
    choices={
        "state": (
            "STARTED",
            "STOPPED",
        ),
    },
    bounds={
        "inactive_timeout": (0, None),
    },
    effect="change",
)


def update_endpoint(
    endpoint_id: str,
    body: UpdateEndpointRequest | Mapping[str, Any] | None = None,
    *,
    display_name: str | Unset = UNSET,
    state: WantedState | Unset = UNSET,
    autoscaling: Autoscaling | Unset = UNSET,
    inactive_timeout: int | None | Unset = UNSET,
) -> Request[DedicatedEndpoint]:
    """Return a request of ``endpoints.update``, for ``client.send``."""
    return Request(
        UPDATE_ENDPOINT,
        path={
            "endpoint_id": endpoint_id,
        },
        body=body,
        fields={
            "display_name": display_name,
            "state": state,
            "autoscaling": autoscaling,
            "inactive_timeout": inactive_timeout,
        },
    )
