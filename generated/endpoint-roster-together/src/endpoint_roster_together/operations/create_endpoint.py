# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""POST /endpoints"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.autoscaling import Autoscaling
    from ..models.create_endpoint_request import CreateEndpointRequest
    from ..models.dedicated_endpoint import DedicatedEndpoint
    from ..models.wanted_state import WantedState


CREATE_ENDPOINT: Operation[DedicatedEndpoint] = Operation(
    name="endpoints.create",
    method="POST",
    path="/endpoints",
    answer="DedicatedEndpoint",
    errors={"default": ("ErrorResponse",)},
    body="CreateEndpointRequest",
    required=(
        "model",
        "hardware",
        "autoscaling",
    ),
    choices={
        "state": (
            "STARTED",
            "STOPPED",
        ),
    },
    bounds={
        "inactive_timeout": (0, None),
    },
    effect="create",
)


def create_endpoint(
    body: CreateEndpointRequest | Mapping[str, Any] | None = None,
    *,
    model: str | Unset = UNSET,
    hardware: str | Unset = UNSET,
    autoscaling: Autoscaling | Unset = UNSET,
    display_name: str | Unset = UNSET,
    state: WantedState | Unset = UNSET,
    inactive_timeout: int | None | Unset = UNSET,
    disable_speculative_decoding: bool | Unset = UNSET,
    disable_prompt_cache: bool | Unset = UNSET,
    availability_zone: str | Unset = UNSET,
) -> Request[DedicatedEndpoint]:
    """Return a request of ``endpoints.create``, for ``client.send``."""
    return Request(
        CREATE_ENDPOINT,
        body=body,
        fields={
            "model": model,
            "hardware": hardware,
            "autoscaling": autoscaling,
            "display_name": display_name,
            "state": state,
            "inactive_timeout": inactive_timeout,
            "disable_speculative_decoding": disable_speculative_decoding,
            "disable_prompt_cache": disable_prompt_cache,
            "availability_zone": availability_zone,
        },
    )
