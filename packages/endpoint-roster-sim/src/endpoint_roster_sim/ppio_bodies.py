"""What PPIO is sent to create and to change an endpoint; checked.

A field that is null counts as absent, as in servers written in Go.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias, cast

from .fleets.ppio_products import BY_ID, REGIONS, Product
from .ppio_pages import invalid
from .wire import RefusalError

_MOST_WORKERS = 1000
_LAST_PORT = 65535
# The texts of an endpoint, with their least and greatest length.
_TEXTS = {
    "name": (1, 255),
    "image": (1, 500),
    "app_name": (0, 255),
    "registry_auth_id": (0, 255),
    "entrypoint": (0, 2047),
    "command": (0, 2047),
}
_NEEDED = ("type", "name", "product_id", "image", "worker_config")
_ONCE = ("type", "app_name")
# The numbers of a worker_config with the least of each; max_replicas and gpu_num aside.
_NUMBERS = {
    "min_replicas": 0,
    "idle_timeout": 0,
    "max_concurrent_per_worker": 1,
    "rootfs_size_gb": 1,
    "request_timeout": 0,
}
# The known fields of objects.
_Fields: TypeAlias = Mapping[str, type]
_HEALTH_CHECK: _Fields = {"path": str, "port": int}
_VARIABLE: _Fields = {"key": str, "value": str}
_VOLUME: _Fields = {"id": str, "type": str, "size": int, "mount_point": str}


def read_creation(body: dict[str, Any]) -> dict[str, Any]:
    """Return what is to be created: what the server adds is missing.

    Raises:
        RefusalError: A field is missing, of the wrong type or out of range.
    """
    for name in _NEEDED:
        if body.get(name) is None:
            raise invalid(name, "must be given")
    if body["type"] not in ("sync", "async"):
        raise invalid("type", "must be sync or async")
    product = _product(body["product_id"])
    before: dict[str, Any] = {
        "entrypoint": "",
        "command": "",
        "policy": {"type": "queue", "value": 60},
        "ports": [],
        "region_id": product.regions[0],
        "worker_config": {
            "min_replicas": 0,
            "idle_timeout": 300,
            "max_concurrent_per_worker": 1,
            "gpu_num": product.gpus,
            "rootfs_size_gb": product.disk,
            "request_timeout": 600,
        },
    }
    return {"type": body["type"], **before, **_read(body, before)}


def read_change(body: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return what changes in an endpoint; what a body does not have stays.

    Raises:
        RefusalError: A field is of the wrong type or out of range.
    """
    fields = {name: value for name, value in body.items() if name not in _ONCE}
    return _read(fields, before)


def _read(body: dict[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in body.items() if value is not None}
    read: dict[str, Any] = {}
    for name, (shortest, longest) in _TEXTS.items():
        if name in given:
            read[name] = _text(given, name, shortest, longest)
    product = _product(given.get("product_id", before.get("product_id")))
    if "product_id" in given:
        read["product_id"] = product.id
    region = given.get("region_id", before["region_id"])
    if region not in REGIONS:
        raise RefusalError(404, "NOT_FOUND", "Unknown region.", parameter="region_id")
    if region not in product.regions:
        raise invalid("region_id", f"must be one of {', '.join(product.regions)} for {product.id}")
    if "region_id" in given:
        read["region_id"] = region
    if "worker_config" in given:
        read["worker_config"] = _worker_config(given, before["worker_config"], product)
    if "policy" in given:
        read["policy"] = _policy(given)
    if "ports" in given:
        read["ports"] = _ports(given)
    if "health_check" in given:
        read["health_check"] = _object(
            given["health_check"], "health_check", {"path": str, "port": int}
        )
    if "envs" in given:
        read["envs"] = _objects(given, "envs", {"key": str, "value": str})
    if "volumes" in given:
        fields = {"id": str, "type": str, "size": int, "mount_point": str}
        read["volumes"] = _objects(given, "volumes", fields)
    return read


def _text(body: Mapping[str, Any], name: str, shortest: int, longest: int) -> str:
    value: object = body[name]
    if not isinstance(value, str) or not shortest <= len(value) <= longest:
        raise invalid(name, f"must be a string of {shortest} to {longest} characters")
    return value


def _product(key: object) -> Product:
    product = BY_ID.get(key) if isinstance(key, str) else None
    if product is None:
        raise RefusalError(404, "NOT_FOUND", "Unknown product.", parameter="product_id")
    if product.category != "serverless":
        raise invalid("product_id", "must be a product of the category serverless")
    return product


def _worker_config(
    body: Mapping[str, Any], before: Mapping[str, Any], product: Product
) -> dict[str, Any]:
    given: object = body["worker_config"]
    if not isinstance(given, dict):
        raise invalid("worker_config", "must be an object")
    config = {k: v for k, v in cast(dict[str, Any], given).items() if v is not None}
    _count("max_replicas", config.get("max_replicas"), 0, _MOST_WORKERS)
    merged = {**before, **config}
    for name, least in _NUMBERS.items():
        _count(name, merged[name], least)
    if merged["min_replicas"] > merged["max_replicas"]:
        raise invalid("worker_config", "must not have min_replicas above max_replicas")
    _count("gpu_num", merged["gpu_num"], 0, product.most_gpus)
    if not isinstance(merged.get("min_cuda_version", ""), str):
        raise invalid("min_cuda_version", "must be a string")
    return merged


def _count(name: str, value: object, least: int, most: int | None = None) -> None:
    if type(value) is not int or value < least or (most is not None and value > most):
        wanted = f"of {least} or more" if most is None else f"from {least} to {most}"
        raise invalid(name, f"must be an integer {wanted}")


def _policy(body: Mapping[str, Any]) -> dict[str, Any]:
    policy = _object(body["policy"], "policy", {"type": str, "value": int})
    if policy.get("type") not in ("queue", "concurrency"):
        raise invalid("policy", "must have the type queue or concurrency")
    return policy


def _ports(body: Mapping[str, Any]) -> list[int]:
    ports: object = body["ports"]
    if not isinstance(ports, list):
        raise invalid("ports", "must be a list")
    for port in cast(list[object], ports):
        _count("ports", port, 1, _LAST_PORT)
    return cast(list[int], ports)


def _objects(
    body: Mapping[str, Any], name: str, fields: Mapping[str, type]
) -> list[dict[str, Any]]:
    value: object = body[name]
    if not isinstance(value, list):
        raise invalid(name, "must be a list")
    return [_object(one, name, fields) for one in cast(list[object], value)]


def _object(value: object, name: str, fields: _Fields) -> dict[str, Any]:
    """Return an object whose known fields are of the right types."""
    if not isinstance(value, dict):
        raise invalid(name, "must be an object")
    given = cast(dict[str, Any], value)
    for field, kind in fields.items():
        if field in given and type(given[field]) is not kind:
            raise invalid(name, f"must have {field} as {'text' if kind is str else 'an integer'}")
    return given
