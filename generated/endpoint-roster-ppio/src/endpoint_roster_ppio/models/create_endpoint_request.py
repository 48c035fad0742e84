# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from endpoint_roster_core.fields import field, model
from endpoint_roster_core.models import Model
from endpoint_roster_core.unset import UNSET, Unset

if TYPE_CHECKING:
    from ..models.endpoint_type import EndpointType
    from ..models.environment_variable import EnvironmentVariable
    from ..models.health_check import HealthCheck
    from ..models.policy import Policy
    from ..models.volume import Volume
    from ..models.worker_settings import WorkerSettings


@model
class CreateEndpointRequest(Model):
    """A new endpoint."""

    type_: EndpointType = field("type", "string")
    """Whether calls wait for the result or fetch it later."""
    name: str = field("name", "string")
    """Name, 1 to 255 characters."""
    product_id: str = field("product_id", "string")
    """What the workers run on, the `id` of a product of the category `serverless`."""
    image: str = field("image", "string")
    """Container image, 1 to 500 characters."""
    worker_config: WorkerSettings = field("worker_config", "WorkerSettings")
    """How many workers there may be, and what each gets."""
    app_name: str | Unset = field("app_name", "string", default=UNSET)
    """Application name, part of the address; up to 255 characters."""
    registry_auth_id: str | Unset = field("registry_auth_id", "string", default=UNSET)
    """Stored credentials for a private image registry, up to 255 characters."""
    entrypoint: str | Unset = field("entrypoint", "string", default=UNSET)
    """Program that replaces the image's entry point."""
    command: str | Unset = field("command", "string", default=UNSET)
    """Arguments that replace the image's command."""
    policy: Policy | Unset = field("policy", "Policy", default=UNSET)
    """When workers are added."""
    volumes: list[Volume] | Unset = field("volumes", "list[Volume]", default=UNSET)
    """Storage mounted into each worker."""
    envs: list[EnvironmentVariable] | Unset = field("envs", "list[EnvironmentVariable]", default=UNSET)
    """Environment variables of the container. They can hold secrets."""
    ports: list[int] | Unset = field("ports", "list[integer]", default=UNSET)
    """Ports that the container listens on, each 1 to 65535."""
    health_check: HealthCheck | Unset = field("health_check", "HealthCheck", default=UNSET)
    """How a worker is asked whether it is well."""
    region_id: str | Unset = field("region_id", "string", default=UNSET)
    """Region to run in, the `id` of a region."""
