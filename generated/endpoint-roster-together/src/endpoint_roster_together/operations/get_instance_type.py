# Written by `uv run nox -s regenerate` from specs/together; do not edit.
"""GET /v2/public/inference-instance-types/{instanceTypeId}"""

from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.operations import Operation, Request

if TYPE_CHECKING:
    from ..models.instance_type import InstanceType


GET_INSTANCE_TYPE: Operation[InstanceType] = Operation(
    name="instance_types.get",
    method="GET",
    path="/public/inference-instance-types/{instance_type_id}",
    answer="InstanceType",
    errors={"default": ("ErrorResponse",)},
    effect="read",
    version="/v2",
)


def get_instance_type(
    instance_type_id: str,
) -> Request[InstanceType]:
    """Return a request of ``instance_types.get``, for ``client.send``."""
    return Request(
        GET_INSTANCE_TYPE,
        path={
            "instance_type_id": instance_type_id,
        },
    )
