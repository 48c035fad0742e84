# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""GET /v2/public/inference-instance-types"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.pages import Paging

if TYPE_CHECKING:
    from ..models.list_instance_types_response import ListInstanceTypesResponse


LIST_INSTANCE_TYPES: Operation[ListInstanceTypesResponse] = Operation(
    name="instance_types.list",
    method="GET",
    path="/public/inference-instance-types",
    answer="ListInstanceTypesResponse",
    errors={"default": ("ErrorResponse",)},
    effect="read",
    version="/v2",
    paging=Paging(
        items="data",
    ),
)


def list_instance_types() -> Request[ListInstanceTypesResponse]:
    """Return a request of ``instance_types.list``, for ``client.send``."""
    return Request(
        LIST_INSTANCE_TYPES,
    )
