"""The sorts of endpoints that are acted on, and what the simulated clouds' books say of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Entry:
    """What the books say of an endpoint: its name, its state, and what an update changes."""

    name: str | None
    state: str
    mark: Any = None


@dataclass(frozen=True)
class Kind:
    """A sort of endpoint that can be acted on.

    Attributes:
        name: What the tests call it.
        provider: The provider.
        settings: What creates one, for an account, under a name.
        changes: What an update changes.
        mark: What the books have for it then.
        read: The books: an entry for each endpoint by its id.
        named: Whether endpoints are told apart by the names that they were created with.
        deletes_running: Whether what runs may be deleted.
        stops: Whether it can be stopped and started.
    """

    name: str
    provider: str
    settings: Callable[[Any, str], dict[str, Any]]
    changes: dict[str, Any]
    mark: Any
    read: Callable[[Any], dict[str, Entry]]
    named: bool = True
    deletes_running: bool = True
    stops: bool = True


def _ark(cloud: Any) -> dict[str, Entry]:
    return {e["Id"]: Entry(e["Name"], e["Status"], e.get("Description")) for e in cloud.fleet}


def _ppio(cloud: Any) -> dict[str, Entry]:
    return {
        e["id"]: Entry(e["name"], e["status"]["status"], e["worker_config"]["max_replicas"])
        for e in cloud.fleet
    }


def _together(cloud: Any) -> dict[str, Entry]:
    shown = {e["id"]: e for e in cloud.fleet}
    things = cloud._things
    return {
        key: Entry(
            things[key].data["display_name"] if key in things else None,
            e["state"],
            things[key].data["autoscaling"]["max_replicas"] if key in things else None,
        )
        for key, e in shown.items()
    }


def _projects(cloud: Any) -> dict[str, Entry]:
    projects = cloud.projects
    found: dict[str, Entry] = {}
    for one in projects._endpoints.values():
        states = {projects._state(each) for each in one.deployments.values()}
        word = " ".join(sorted(states)) or "none"
        found[one.key] = Entry(one.data["name"].rpartition("/")[2], word, one.data["visibility"])
    return found


def _private(cloud: Any) -> dict[str, Entry]:
    endpoints = cloud.private_endpoints._endpoints
    return {
        key: Entry(None, e.data["status"], e.data["pricing"]["prompt"])
        for key, e in endpoints.items()
    }


def _huawei(cloud: Any) -> dict[str, Entry]:
    return {
        e["id"]: Entry(e["endpoint_name"], e["status"], e["remark"])
        for e in cloud.custom_endpoints.items()
    }


def _ark_settings(_: Any, name: str) -> dict[str, Any]:
    model = {"foundation_model": {"name": "doubao-seed-1-6", "model_version": "250615"}}
    return {"name": name, "model_reference": model}


def _ppio_settings(_: Any, name: str) -> dict[str, Any]:
    from endpoint_roster_sim.fleets.ppio_products import PRODUCTS

    offers = (one for one in PRODUCTS if one.is_left and one.gpu)
    product = next(one.id for one in offers if one.category == "serverless")
    workers = {"min_replicas": 1, "max_replicas": 2}
    return {
        "type_": "async",
        "name": name,
        "product_id": product,
        "image": "registry.example/a:1",
        "worker_config": workers,
    }


def _together_settings(_: Any, name: str) -> dict[str, Any]:
    return {
        "model": "acme/chat",
        "hardware": "1x_nvidia_h100_80gb_sxm",
        "autoscaling": {"min_replicas": 1, "max_replicas": 2},
        "display_name": name,
    }


def _project_settings(_: Any, name: str) -> dict[str, Any]:
    scaling = {"minReplicas": 1, "maxReplicas": 2}
    model = "projects/p/models/ml_1"
    parts = [{"name": each, "model": model, "autoscaling": scaling} for each in ("a", "b")]
    return {"name": name, "deployments": parts}


def _private_settings(cloud: Any, name: str) -> dict[str, Any]:
    models = cloud._ready_stock().models.values()
    return {
        "model_permaslug": next(iter(models)).canonical_slug,
        "provider_slug": "deepinfra",
        "upstream_model_id": name,
        "base_url": "https://llm.example/v1",
        "pricing": {"prompt": "0.1", "completion": "0.2"},
        "activate": {"workspace_id": cloud.private_endpoints.workspace_id},
    }


def _huawei_settings(_: Any, name: str) -> dict[str, Any]:
    return {"source": "custom_from_maas", "endpoint_name": name, "model_name": "qwen3-32b"}


KINDS = (
    Kind(
        "volcengine", "volcengine", _ark_settings, {"description": "changed"}, "changed", _ark,
        deletes_running=False,
    ),
    Kind(
        "ppio", "ppio", _ppio_settings, {"worker_config": {"max_replicas": 7}}, 7, _ppio,
        stops=False,
    ),
    Kind(
        "together", "together", _together_settings,
        {"autoscaling": {"min_replicas": 1, "max_replicas": 7}}, 7, _together, named=False,
    ),
    Kind(
        "together-projects", "together", _project_settings,
        {"visibility": "VISIBILITY_INTERNAL"}, "VISIBILITY_INTERNAL", _projects,
        deletes_running=False,
    ),
    Kind(
        "openrouter", "openrouter", _private_settings,
        {"pricing": {"prompt": "7", "completion": "8"}}, "7", _private, named=False,
    ),
    Kind("huawei", "huawei", _huawei_settings, {"remark": "changed"}, "changed", _huawei),
)  # fmt: skip
