# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""GET /clusters/availability-zones"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request

if TYPE_CHECKING:
    from ..models.list_availability_zones_response import ListAvailabilityZonesResponse


LIST_AVAILABILITY_ZONES: Operation[ListAvailabilityZonesResponse] = Operation(
    name="availability_zones.list",
    method="GET",
    path="/clusters/availability-zones",
    answer="ListAvailabilityZonesResponse",
    errors={"default": ("ErrorResponse",)},
    effect="read",
)


def list_availability_zones() -> Request[ListAvailabilityZonesResponse]:
    """Return a request of ``availability_zones.list``, for ``client.send``."""
    return Request(
        LIST_AVAILABILITY_ZONES,
    )
