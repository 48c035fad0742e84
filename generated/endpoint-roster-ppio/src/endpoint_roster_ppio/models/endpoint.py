# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

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

    @classmethod
    def _read(cls, d: dict[str, Any]) -> Self:
        self = new(cls)
        try:
            self.id = d["id"] + "" if "id" in d else UNSET
            self.type_ = d["type"] + "" if "type" in d else UNSET
            self.name = d["name"] + "" if "name" in d else UNSET
            self.app_name = d["app_name"] + "" if "app_name" in d else UNSET
            self.status = EndpointStatus._read(d["status"]) if "status" in d else UNSET
            self.url = d["url"] + "" if "url" in d else UNSET
            self.product_id = d["product_id"] + "" if "product_id" in d else UNSET
            self.worker_config = WorkerConfig._read(d["worker_config"]) if "worker_config" in d else UNSET
            self.policy = Policy._read(d["policy"]) if "policy" in d else UNSET
            self.image = d["image"] + "" if "image" in d else UNSET
            self.registry_auth_id = d["registry_auth_id"] + "" if "registry_auth_id" in d else UNSET
            self.entrypoint = d["entrypoint"] + "" if "entrypoint" in d else UNSET
            self.command = d["command"] + "" if "command" in d else UNSET
            self.volumes = (
                ([Volume._read(v0i) for v0i in v0] if type(v0 := d["volumes"]) is list else misfit())
                if "volumes" in d
                else UNSET
            )
            self.envs = (
                ([EnvironmentVariable._read(v0i) for v0i in v0] if type(v0 := d["envs"]) is list else misfit())
                if "envs" in d
                else UNSET
            )
            self.ports = (
                ([v0i if type(v0i) is int else misfit() for v0i in v0] if type(v0 := d["ports"]) is list else misfit())
                if "ports" in d
                else UNSET
            )
            self.workers = (
                ([Worker._read(v0i) for v0i in v0] if type(v0 := d["workers"]) is list else misfit())
                if "workers" in d
                else UNSET
            )
            self.health_check = HealthCheck._read(d["health_check"]) if "health_check" in d else UNSET
            self.region_id = d["region_id"] + "" if "region_id" in d else UNSET
            self.member_id = d["member_id"] + "" if "member_id" in d else UNSET
            self.owner_id = d["owner_id"] + "" if "owner_id" in d else UNSET
            self.created_at = (v0 if type(v0 := d["created_at"]) is int else misfit()) if "created_at" in d else UNSET
            self._extra = None if _NAMES.issuperset(d.keys()) else unknown(d, _NAMES)
        except MISFITS:
            return mend(cls, d)
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
