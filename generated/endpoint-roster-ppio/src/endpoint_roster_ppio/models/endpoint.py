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
    read_items,
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


def _read(d: dict[str, Any], into: Endpoint | None = None) -> Endpoint:
    self = new(Endpoint) if into is None else into
    try:
        unknowns = len(d.keys())
        if "id" in d:
            self.id = d["id"] + ""
            unknowns -= 1
        else:
            self.id = UNSET
        if "type" in d:
            self.type_ = d["type"] + ""
            unknowns -= 1
        else:
            self.type_ = UNSET
        if "name" in d:
            self.name = d["name"] + ""
            unknowns -= 1
        else:
            self.name = UNSET
        if "app_name" in d:
            self.app_name = d["app_name"] + ""
            unknowns -= 1
        else:
            self.app_name = UNSET
        if "status" in d:
            self.status = EndpointStatus._read(d["status"])
            unknowns -= 1
        else:
            self.status = UNSET
        if "url" in d:
            self.url = d["url"] + ""
            unknowns -= 1
        else:
            self.url = UNSET
        if "product_id" in d:
            self.product_id = d["product_id"] + ""
            unknowns -= 1
        else:
            self.product_id = UNSET
        if "worker_config" in d:
            self.worker_config = WorkerConfig._read(d["worker_config"])
            unknowns -= 1
        else:
            self.worker_config = UNSET
        if "policy" in d:
            self.policy = Policy._read(d["policy"])
            unknowns -= 1
        else:
            self.policy = UNSET
        if "image" in d:
            self.image = d["image"] + ""
            unknowns -= 1
        else:
            self.image = UNSET
        if "registry_auth_id" in d:
            self.registry_auth_id = d["registry_auth_id"] + ""
            unknowns -= 1
        else:
            self.registry_auth_id = UNSET
        if "entrypoint" in d:
            self.entrypoint = d["entrypoint"] + ""
            unknowns -= 1
        else:
            self.entrypoint = UNSET
        if "command" in d:
            self.command = d["command"] + ""
            unknowns -= 1
        else:
            self.command = UNSET
        if "volumes" in d:
            self.volumes = read_items(Volume, d["volumes"])
            unknowns -= 1
        else:
            self.volumes = UNSET
        if "envs" in d:
            self.envs = read_items(EnvironmentVariable, d["envs"])
            unknowns -= 1
        else:
            self.envs = UNSET
        if "ports" in d:
            self.ports = (
                [v0i if type(v0i) is int else misfit() for v0i in v0] if type(v0 := d["ports"]) is list else misfit()
            )
            unknowns -= 1
        else:
            self.ports = UNSET
        if "workers" in d:
            self.workers = read_items(Worker, d["workers"])
            unknowns -= 1
        else:
            self.workers = UNSET
        if "health_check" in d:
            self.health_check = HealthCheck._read(d["health_check"])
            unknowns -= 1
        else:
            self.health_check = UNSET
        if "region_id" in d:
            self.region_id = d["region_id"] + ""
            unknowns -= 1
        else:
            self.region_id = UNSET
        if "member_id" in d:
            self.member_id = d["member_id"] + ""
            unknowns -= 1
        else:
            self.member_id = UNSET
        if "owner_id" in d:
            self.owner_id = d["owner_id"] + ""
            unknowns -= 1
        else:
            self.owner_id = UNSET
        if "created_at" in d:
            self.created_at = v0 if type(v0 := d["created_at"]) is int else misfit()
            unknowns -= 1
        else:
            self.created_at = UNSET
        self._extra = unknown(d, _NAMES) if unknowns else None
    except MISFITS:
        return mend(self, d)
    return self


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
Endpoint._DEEP = True
