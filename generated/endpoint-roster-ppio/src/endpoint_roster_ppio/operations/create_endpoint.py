# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""POST /gpus/v2/endpoints"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from ..models.create_endpoint_request import CreateEndpointRequest
    from ..models.created_endpoint import CreatedEndpoint
    from ..models.endpoint_type import EndpointType
    from ..models.environment_variable import EnvironmentVariable
    from ..models.health_check import HealthCheck
    from ..models.policy import Policy
    from ..models.volume import Volume
    from ..models.worker_settings import WorkerSettings


CREATE_ENDPOINT: Operation[CreatedEndpoint] = Operation(
    name="endpoints.create",
    method="POST",
    path="/gpus/v2/endpoints",
    answer="CreatedEndpoint",
    errors={"default": ("ErrorResponse",)},
    body="CreateEndpointRequest",
    required=(
        "type",
        "name",
        "product_id",
        "image",
        "worker_config",
    ),
    choices={
        "type": (
            "async",
            "sync",
        ),
    },
    bounds={
        "name": (1, 255),
        "product_id": (1, 255),
        "image": (1, 500),
        "worker_config.max_replicas": (0, 1000),
        "app_name": (None, 255),
        "registry_auth_id": (None, 255),
        "ports[]": (1, 65535),
    },
    effect="create",
)


def create_endpoint(
    body: CreateEndpointRequest | Mapping[str, Any] | None = None,
    *,
    type_: EndpointType | Unset = UNSET,
    name: str | Unset = UNSET,
    product_id: str | Unset = UNSET,
    image: str | Unset = UNSET,
    worker_config: WorkerSettings | Unset = UNSET,
    app_name: str | Unset = UNSET,
    registry_auth_id: str | Unset = UNSET,
    entrypoint: str | Unset = UNSET,
    command: str | Unset = UNSET,
    policy: Policy | Unset = UNSET,
    volumes: builtins.list[Volume] | Unset = UNSET,
    envs: builtins.list[EnvironmentVariable] | Unset = UNSET,
    ports: builtins.list[int] | Unset = UNSET,
    health_check: HealthCheck | Unset = UNSET,
    region_id: str | Unset = UNSET,
) -> Request[CreatedEndpoint]:
    """Return a request of ``endpoints.create``, for ``client.send``."""
    return Request(
        CREATE_ENDPOINT,
        body=body,
        fields={
            "type": type_,
            "name": name,
            "product_id": product_id,
            "image": image,
            "worker_config": worker_config,
            "app_name": app_name,
            "registry_auth_id": registry_auth_id,
            "entrypoint": entrypoint,
            "command": command,
            "policy": policy,
            "volumes": volumes,
            "envs": envs,
            "ports": ports,
            "health_check": health_check,
            "region_id": region_id,
        },
    )
