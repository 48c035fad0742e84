# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model

if TYPE_CHECKING:
    from ..models.endpoint_status import EndpointStatus
    from ..models.environment_variable import EnvironmentVariable
    from ..models.health_check import HealthCheck
    from ..models.known_endpoint_type import KnownEndpointType
    from ..models.policy import Policy
    from ..models.volume import Volume
    from ..models.worker import Worker
    from ..models.worker_config import WorkerConfig


@model
class Endpoint(Model):
    """One serverless GPU endpoint. The published description names no field that is always present."""

    id: str | None = field("id", "string", default=None)
    """Identifier of the endpoint, 1 to 255 characters."""
    type_: KnownEndpointType | str | None = field("type", "string", default=None)
    """Whether calls wait for the result or fetch it later. Published for getting and creating one endpoint, not
    for the list."""
    name: str | None = field("name", "string", default=None)
    """Name that its creator gave, 1 to 255 characters."""
    app_name: str | None = field("app_name", "string", default=None)
    """Application name, part of the address; up to 255 characters."""
    status: EndpointStatus | None = field("status", "EndpointStatus", default=None)
    """State of the endpoint."""
    url: str | None = field("url", "string", default=None)
    """Address that serves requests."""
    product_id: str | None = field("product_id", "string", default=None)
    """The GPU product that the workers run on, 1 to 255 characters."""
    worker_config: WorkerConfig | None = field("worker_config", "WorkerConfig", default=None)
    """How many workers there may be, and what each gets."""
    policy: Policy | None = field("policy", "Policy", default=None)
    """When workers are added."""
    image: str | None = field("image", "string", default=None)
    """Container image, up to 500 characters."""
    registry_auth_id: str | None = field("registry_auth_id", "string", default=None)
    """Stored credentials for a private image registry, up to 255 characters."""
    entrypoint: str | None = field("entrypoint", "string", default=None)
    """Program that replaces the image's entry point."""
    command: str | None = field("command", "string", default=None)
    """Arguments that replace the image's command."""
    volumes: list[Volume] | None = field("volumes", "list[Volume]", default=None)
    """Storage mounted into each worker."""
    envs: list[EnvironmentVariable] | None = field("envs", "list[EnvironmentVariable]", default=None)
    """Environment variables of the container. They can hold secrets."""
    ports: list[int] | None = field("ports", "list[integer]", default=None)
    """Ports that the container listens on, each 1 to 65535."""
    workers: list[Worker] | None = field("workers", "list[Worker]", default=None)
    """The workers that exist now."""
    health_check: HealthCheck | None = field("health_check", "HealthCheck", default=None)
    """How a worker is asked whether it is well."""
    region_id: str | None = field("region_id", "string", default=None)
    """Region that the endpoint runs in."""
    member_id: str | None = field("member_id", "string", default=None)
    """Team member whom the endpoint belongs to."""
    owner_id: str | None = field("owner_id", "string", default=None)
    """Account that owns the endpoint, a UUID."""
    created_at: int | None = field("created_at", "integer", default=None)
    """When the endpoint was created, in seconds since 1970-01-01T00:00:00Z."""
