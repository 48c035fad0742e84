# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
"""PUT /gpus/v2/endpoints/{endpoint_id}"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from endpoint_roster_core.operations import Operation, Request
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from ..models.environment_variable import EnvironmentVariable
    from ..models.health_check import HealthCheck
    from ..models.policy import Policy
    from ..models.update_endpoint_request import UpdateEndpointRequest
    from ..models.volume import Volume
    from ..models.worker_settings import WorkerSettings


UPDATE_ENDPOINT: Operation[None] = Operation(
    name="endpoints.update",
    method="PUT",
    path="/gpus/v2/endpoints/{endpoint_id}",
    errors={"default": ("ErrorResponse",)},
    body="UpdateEndpointRequest",
    bounds={
        "product_id": (1, 255),
        "image": (None, 500),
        "worker_config.max_replicas": (0, 1000),
        "registry_auth_id": (None, 255),
        "ports[]": (1, 65535),
        "endpoint_id": (None, 255),
    },
    effect="change",
)


def update_endpoint(
    endpoint_id: str,
    body: UpdateEndpointRequest | Mapping[str, Any] | None = None,
    *,
    name: str | Unset = UNSET,
    product_id: str | Unset = UNSET,
    image: str | Unset = UNSET,
    worker_config: WorkerSettings | Unset = UNSET,
    registry_auth_id: str | Unset = UNSET,
    entrypoint: str | Unset = UNSET,
    command: str | Unset = UNSET,
    policy: Policy | Unset = UNSET,
    volumes: builtins.list[Volume] | Unset = UNSET,
    envs: builtins.list[EnvironmentVariable] | Unset = UNSET,
    ports: builtins.list[int] | Unset = UNSET,
    health_check: HealthCheck | Unset = UNSET,
    region_id: str | Unset = UNSET,
) -> Request[None]:
    """Return a request of ``endpoints.update``, for ``client.send``."""
    return Request(
        UPDATE_ENDPOINT,
        path={
            "endpoint_id": endpoint_id,
        },
        body=body,
        fields={
            "name": name,
            "product_id": product_id,
            "image": image,
            "worker_config": worker_config,
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
