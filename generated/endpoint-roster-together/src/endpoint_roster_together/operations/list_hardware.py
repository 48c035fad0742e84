# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""GET /hardware"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging

if TYPE_CHECKING:
    from ..models.list_hardware_response import ListHardwareResponse


LIST_HARDWARE: Operation[ListHardwareResponse] = Operation(
    name="hardware.list",
    method="GET",
    path="/hardware",
    answer="ListHardwareResponse",
    errors={"default": ("ErrorResponse",)},
    effect="read",
    paging=Paging(
        items="data",
    ),
)


def list_hardware(
    *,
    model: str | None = None,
) -> Request[ListHardwareResponse]:
    """Return a request of ``hardware.list``, for ``client.send``."""
    return Request(
        LIST_HARDWARE,
        query={
            "model": model,
        },
    )
