# Written by `uv run nox -s regenerate` from specs/volcengine; do not edit.
"""POST /?Action=CreateEndpoint&Version=2024-01-01"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from ..models.create_endpoint_request import CreateEndpointRequest
    from ..models.create_endpoint_response import CreateEndpointResponse
    from ..models.known_endpoint_domain import KnownEndpointDomain
    from ..models.model_reference import ModelReference
    from ..models.moderation import Moderation
    from ..models.rate_limit import RateLimit
    from ..models.service_info import ServiceInfo
    from ..models.tag import Tag


CREATE_ENDPOINT: Operation[CreateEndpointResponse] = Operation(
    name="endpoints.create",
    method="POST",
    path="/",
    answer="CreateEndpointResponse",
    errors={"default": ("ErrorResponse",)},
    constants={
        "Action": "CreateEndpoint",
        "Version": "2024-01-01",
    },
    body="CreateEndpointRequest",
    required=(
        "Name",
        "ModelReference",
    ),
    bounds={
        "Name": (1, None),
    },
    effect="create",
)


def create_endpoint(
    body: CreateEndpointRequest | Mapping[str, Any] | None = None,
    *,
    name: str | Unset = UNSET,
    model_reference: ModelReference | Unset = UNSET,
    description: str | Unset = UNSET,
    project_name: str | Unset = UNSET,
    model_unit_id: str | Unset = UNSET,
    tags: builtins.list[Tag] | Unset = UNSET,
    rate_limit: RateLimit | Unset = UNSET,
    moderation: Moderation | Unset = UNSET,
    dry_run: bool | Unset = UNSET,
    domain: KnownEndpointDomain | str | Unset = UNSET,
    service_info: ServiceInfo | Unset = UNSET,
    x_expires: int | None = None,
) -> Request[CreateEndpointResponse]:
    """Return a request of ``endpoints.create``, for ``client.send``."""
    return Request(
        CREATE_ENDPOINT,
        query={
            "X-Expires": x_expires,
        },
        body=body,
        fields={
            "Name": name,
            "ModelReference": model_reference,
            "Description": description,
            "ProjectName": project_name,
            "ModelUnitId": model_unit_id,
            "Tags": tags,
            "RateLimit": rate_limit,
            "Moderation": moderation,
            "DryRun": dry_run,
            "Domain": domain,
            "ServiceInfo": service_info,
        },
    )
