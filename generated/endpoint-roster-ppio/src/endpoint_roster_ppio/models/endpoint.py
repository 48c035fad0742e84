# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    MISFITS,
    UNSET,
    Kind,
    Model,
    Unset,
    mend,
    misfit,
    new,
    or_none,
    read_later,
    spelled,
    unknown,
)

if TYPE_CHECKING:
    from ..models.known_endpoint_type import KnownEndpointType


@_attrs_define
class Endpoint(Model):
    """One serverless GPU endpoint. The published description names no field that is always present.

    Attributes:
        id (str | Unset): Identifier of the endpoint, 1 to 255 characters.
        type_ (KnownEndpointType | str | Unset): Whether calls wait for the result or fetch it later. Published for
            getting and creating one endpoint, not for the list.
        name (str | Unset): Name that its creator gave, 1 to 255 characters.
        app_name (str | Unset): Application name, part of the address; up to 255 characters.
        status (EndpointStatus | Unset): The state of an endpoint.
        url (str | Unset): Address that serves requests.
        product_id (str | Unset): The GPU product that the workers run on, 1 to 255 characters.
        worker_config (WorkerConfig | Unset): How many workers there may be, and what each gets.
        policy (Policy | Unset): When workers are added.
        image (str | Unset): Container image, up to 500 characters.
        registry_auth_id (str | Unset): Stored credentials for a private image registry, up to 255 characters.
        entrypoint (str | Unset): Program that replaces the image's entry point.
        command (str | Unset): Arguments that replace the image's command.
        volumes (list[Volume] | Unset): Storage mounted into each worker.
        envs (list[EnvironmentVariable] | Unset): Environment variables of the container. They can hold secrets.
        ports (list[int] | Unset): Ports that the container listens on, each 1 to 65535.
        workers (list[Worker] | Unset): The workers that exist now.
        health_check (HealthCheck | Unset): How the provider asks a worker whether it is well.
        region_id (str | Unset): Region that the endpoint runs in.
        member_id (str | Unset): Team member whom the endpoint belongs to.
        owner_id (str | Unset): Account that owns the endpoint, a UUID.
        created_at (int | Unset): When the endpoint was created, in seconds since 1970-01-01T00:00:00Z.

    """

    id: str | Unset = UNSET
    type_: KnownEndpointType | str | Unset = UNSET
    name: str | Unset = UNSET
    app_name: str | Unset = UNSET
    status: EndpointStatus | Unset = UNSET
    url: str | Unset = UNSET
    product_id: str | Unset = UNSET
    worker_config: WorkerConfig | Unset = UNSET
    policy: Policy | Unset = UNSET
    image: str | Unset = UNSET
    registry_auth_id: str | Unset = UNSET
    entrypoint: str | Unset = UNSET
    command: str | Unset = UNSET
    volumes: list[Volume] | Unset = UNSET
    envs: list[EnvironmentVariable] | Unset = UNSET
    ports: list[int] | Unset = UNSET
    workers: list[Worker] | Unset = UNSET
    health_check: HealthCheck | Unset = UNSET
    region_id: str | Unset = UNSET
    member_id: str | Unset = UNSET
    owner_id: str | Unset = UNSET
    created_at: int | Unset = UNSET
    _extra: dict[str, Any] | None = _attrs_field(default=None, alias="additional_properties", eq=or_none)


def _read_each(found: list[Any], into: Endpoint | None = None) -> list[Endpoint]:
    (
        k_id,
        k_type_,
        k_name,
        k_app_name,
        k_status,
        k_url,
        k_product_id,
        k_worker_config,
        k_policy,
        k_image,
        k_registry_auth_id,
        k_entrypoint,
        k_command,
        k_volumes,
        k_envs,
        k_ports,
        k_workers,
        k_health_check,
        k_region_id,
        k_member_id,
        k_owner_id,
        k_created_at,
    ) = spelled(found, _FIELDS)
    for number, d in enumerate(found):
        self: Any = new(Endpoint) if into is None else into
        try:
            unknowns = (len(d) if type(d) is dict else misfit()) - 22
            if k_id in d:
                self.id = d[k_id] + ""
            else:
                self.id = UNSET
                unknowns += 1
            if k_type_ in d:
                self.type_ = d[k_type_] + ""
            else:
                self.type_ = UNSET
                unknowns += 1
            if k_name in d:
                self.name = d[k_name] + ""
            else:
                self.name = UNSET
                unknowns += 1
            if k_app_name in d:
                self.app_name = d[k_app_name] + ""
            else:
                self.app_name = UNSET
                unknowns += 1
            if k_status in d:
                self._later_status = d[k_status]
            else:
                self._later_status = UNSET
                unknowns += 1
            if k_url in d:
                self.url = d[k_url] + ""
            else:
                self.url = UNSET
                unknowns += 1
            if k_product_id in d:
                self.product_id = d[k_product_id] + ""
            else:
                self.product_id = UNSET
                unknowns += 1
            if k_worker_config in d:
                self._later_worker_config = d[k_worker_config]
            else:
                self._later_worker_config = UNSET
                unknowns += 1
            if k_policy in d:
                self._later_policy = d[k_policy]
            else:
                self._later_policy = UNSET
                unknowns += 1
            if k_image in d:
                self.image = d[k_image] + ""
            else:
                self.image = UNSET
                unknowns += 1
            if k_registry_auth_id in d:
                self.registry_auth_id = d[k_registry_auth_id] + ""
            else:
                self.registry_auth_id = UNSET
                unknowns += 1
            if k_entrypoint in d:
                self.entrypoint = d[k_entrypoint] + ""
            else:
                self.entrypoint = UNSET
                unknowns += 1
            if k_command in d:
                self.command = d[k_command] + ""
            else:
                self.command = UNSET
                unknowns += 1
            if k_volumes in d:
                self._later_volumes = d[k_volumes]
            else:
                self._later_volumes = UNSET
                unknowns += 1
            if k_envs in d:
                self._later_envs = d[k_envs]
            else:
                self._later_envs = UNSET
                unknowns += 1
            if k_ports in d:
                self.ports = (
                    [v0i if type(v0i) is int else misfit() for v0i in v0]
                    if type(v0 := d[k_ports]) is list
                    else misfit()
                )
            else:
                self.ports = UNSET
                unknowns += 1
            if k_workers in d:
                self._later_workers = d[k_workers]
            else:
                self._later_workers = UNSET
                unknowns += 1
            if k_health_check in d:
                self._later_health_check = d[k_health_check]
            else:
                self._later_health_check = UNSET
                unknowns += 1
            if k_region_id in d:
                self.region_id = d[k_region_id] + ""
            else:
                self.region_id = UNSET
                unknowns += 1
            if k_member_id in d:
                self.member_id = d[k_member_id] + ""
            else:
                self.member_id = UNSET
                unknowns += 1
            if k_owner_id in d:
                self.owner_id = d[k_owner_id] + ""
            else:
                self.owner_id = UNSET
                unknowns += 1
            if k_created_at in d:
                self.created_at = v0 if type(v0 := d[k_created_at]) is int else misfit()
            else:
                self.created_at = UNSET
                unknowns += 1
            self._extra = unknown(d, _NAMES) if unknowns else None
        except MISFITS:
            mend(self, d)
        found[number] = self
    return found


def _read(d: dict[str, Any], into: Endpoint | None = None) -> Endpoint:
    return _read_each([d], into)[0]


from ..models.endpoint_status import EndpointStatus  # noqa: E402
from ..models.environment_variable import EnvironmentVariable  # noqa: E402
from ..models.health_check import HealthCheck  # noqa: E402
from ..models.policy import Policy  # noqa: E402
from ..models.volume import Volume  # noqa: E402
from ..models.worker import Worker  # noqa: E402
from ..models.worker_config import WorkerConfig  # noqa: E402

_FIELDS: dict[str, tuple[str, bool, Kind]] = {
    "id": ("id", False, "string"),
    "type": ("type_", False, "string"),
    "name": ("name", False, "string"),
    "app_name": ("app_name", False, "string"),
    "status": ("status", False, EndpointStatus),
    "url": ("url", False, "string"),
    "product_id": ("product_id", False, "string"),
    "worker_config": ("worker_config", False, WorkerConfig),
    "policy": ("policy", False, Policy),
    "image": ("image", False, "string"),
    "registry_auth_id": ("registry_auth_id", False, "string"),
    "entrypoint": ("entrypoint", False, "string"),
    "command": ("command", False, "string"),
    "volumes": ("volumes", False, ("list", Volume)),
    "envs": ("envs", False, ("list", EnvironmentVariable)),
    "ports": ("ports", False, ("list", "integer")),
    "workers": ("workers", False, ("list", Worker)),
    "health_check": ("health_check", False, HealthCheck),
    "region_id": ("region_id", False, "string"),
    "member_id": ("member_id", False, "string"),
    "owner_id": ("owner_id", False, "string"),
    "created_at": ("created_at", False, "integer"),
}
_NAMES = frozenset(_FIELDS)
Endpoint._FIELDS = _FIELDS
Endpoint._read = _read
Endpoint._read_each = _read_each
read_later(
    Endpoint,
    "status",
    "worker_config",
    "policy",
    "volumes",
    "envs",
    "workers",
    "health_check",
)
