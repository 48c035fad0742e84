# Written by `uv run nox -s regenerate` from specs/ppio; do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import MISFITS, UNSET, Kind, Model, Unset, mend, misfit, or_none, unknown

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
        try:
            get = d.get
            return cls(
                v0 if (v0 := get("id", UNSET)) is UNSET else v0 + "",
                v0 if (v0 := get("type", UNSET)) is UNSET else v0 + "",
                v0 if (v0 := get("name", UNSET)) is UNSET else v0 + "",
                v0 if (v0 := get("app_name", UNSET)) is UNSET else v0 + "",
                v0 if (v0 := get("status", UNSET)) is UNSET else EndpointStatus._read(v0),
                v0 if (v0 := get("url", UNSET)) is UNSET else v0 + "",
                v0 if (v0 := get("product_id", UNSET)) is UNSET else v0 + "",
                v0 if (v0 := get("worker_config", UNSET)) is UNSET else WorkerConfig._read(v0),
                v0 if (v0 := get("policy", UNSET)) is UNSET else Policy._read(v0),
                v0 if (v0 := get("image", UNSET)) is UNSET else v0 + "",
                v0 if (v0 := get("registry_auth_id", UNSET)) is UNSET else v0 + "",
                v0 if (v0 := get("entrypoint", UNSET)) is UNSET else v0 + "",
                v0 if (v0 := get("command", UNSET)) is UNSET else v0 + "",
                v0
                if (v0 := get("volumes", UNSET)) is UNSET
                else [Volume._read(v1i) for v1i in v0]
                if type(v0) is list
                else misfit(),
                v0
                if (v0 := get("envs", UNSET)) is UNSET
                else [EnvironmentVariable._read(v1i) for v1i in v0]
                if type(v0) is list
                else misfit(),
                v0
                if (v0 := get("ports", UNSET)) is UNSET
                else [v1i if type(v1i) is int else misfit() for v1i in v0]
                if type(v0) is list
                else misfit(),
                v0
                if (v0 := get("workers", UNSET)) is UNSET
                else [Worker._read(v1i) for v1i in v0]
                if type(v0) is list
                else misfit(),
                v0 if (v0 := get("health_check", UNSET)) is UNSET else HealthCheck._read(v0),
                v0 if (v0 := get("region_id", UNSET)) is UNSET else v0 + "",
                v0 if (v0 := get("member_id", UNSET)) is UNSET else v0 + "",
                v0 if (v0 := get("owner_id", UNSET)) is UNSET else v0 + "",
                v0 if (v0 := get("created_at", UNSET)) is UNSET else v0 if type(v0) is int else misfit(),
                None if d.keys() <= _NAMES else unknown(d, _NAMES),
            )
        except MISFITS:
            return mend(cls, d)


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
_NAMES = _FIELDS.keys()
Endpoint._FIELDS = _FIELDS
