"""PPIO: serverless GPU endpoints with their workers."""

from collections.abc import Iterator
from datetime import datetime
from itertools import cycle
from typing import Any, NamedTuple

from .draw import Draw
from .store import Fleet, Record, to_json
from .words import PURPOSES, STAGES, TEAMS

# The last one is a state that is not documented anywhere.
_STATES = (
    *(["running"] * 8),
    *(["stopped"] * 3),
    *("pending", "starting", "updating", "stopping", "failed"),
    "rebalancing",
)
_REGIONS = ("cn-shanghai-01", "cn-beijing-02", "cn-chengdu-01", "us-dallas-01", "eu-frankfurt-01")
_IMAGES = (
    "vllm/vllm-openai:v0.10.2",
    "lmsysorg/sglang:v0.5.1",
    "ghcr.io/huggingface/text-generation-inference:3.3",
    "registry.example.com/acme/whisper-server:2026.2",
)
# Product, GPUs of a worker, disk in GB, least CUDA version.
_PRODUCTS = (
    ("rtx4090-24g.1x", 1, 30, "12.4"),
    ("l40s-48g.1x", 1, 60, "12.4"),
    ("a100-80g.2x", 2, 120, "12.4"),
    ("h100-80g.8x", 8, 500, "12.8"),
    ("h20-96g.4x", 4, 200, "12.6"),
)
# Seconds until an idle worker stops, requests at once, seconds for one request.
_LOADS = ((60, 1, 120), (300, 8, 600), (900, 64, 600), (300, 4, 3600))
MEMBERS = 4


class Facets(NamedTuple):
    """What PPIO can filter by."""

    haystack: str
    """Everything that a keyword is looked for in, in lower case."""
    member_id: str


def make(seed: int, count: int, epoch: datetime) -> Fleet[Facets]:
    """Make the fleet, newest endpoint first."""
    dated = sorted(_records(seed, count, epoch), key=lambda pair: pair[0], reverse=True)
    return Fleet(record for _, record in dated)


def _records(
    seed: int, count: int, epoch: datetime
) -> Iterator[tuple[tuple[int, str], Record[Facets]]]:
    draw = Draw("ppio", seed)
    states = cycle(draw.shuffled(_STATES))
    owner = draw.uuid()
    members = [f"mbr-{draw.hexadecimal(12)}" for _ in range(MEMBERS)]
    for _ in range(count):
        created, _ = draw.lifetime(epoch)
        identifier = f"ep-{draw.hexadecimal(20)}"
        app_name = draw.pick(PURPOSES).replace(" ", "-")
        name = f"{draw.pick(TEAMS)}-{app_name}-{draw.pick(STAGES)}"
        member = draw.pick(members)
        item = _item(draw, identifier, next(states))
        item |= {
            "name": name,
            "app_name": app_name,
            "member_id": member,
            "owner_id": owner,
            "created_at": created,
        }
        haystack = f"{identifier}\n{name}\n{app_name}".lower()
        yield (created, identifier), Record(Facets(haystack, member), to_json(item))


def _item(draw: Draw, identifier: str, state: str) -> dict[str, Any]:
    least = draw.below(3)
    most = least + draw.between(1, 8)
    product, gpus, disk, cuda = draw.pick(_PRODUCTS)
    idle, concurrent, patience = draw.pick(_LOADS)
    item: dict[str, Any] = {
        "id": identifier,
        "status": _status(state, "the image could not be pulled" if state == "failed" else ""),
        "url": f"https://{identifier}.async-public.serverless.example.com",
        "product_id": product,
        "worker_config": {
            "max_replicas": most,
            "min_replicas": least,
            "idle_timeout": idle,
            "max_concurrent_per_worker": concurrent,
            "gpu_num": gpus,
            "rootfs_size_gb": disk,
            "min_cuda_version": cuda,
            "request_timeout": patience,
        },
        "policy": {"type": draw.pick(("queue", "concurrency")), "value": draw.between(1, 60)},
        "image": draw.pick(_IMAGES),
        "entrypoint": "",
        "command": draw.pick(("", "--max-model-len 32768", "--tensor-parallel-size 2")),
        "ports": [8000] if draw.chance(80) else [8000, 9090],
        "workers": [_worker(draw, identifier) for _ in range(least if state == "running" else 0)],
        "region_id": draw.pick(_REGIONS),
    }
    if draw.chance(60):
        item["health_check"] = {"path": "/health", "port": 8000}
    if draw.chance(30):
        item["registry_auth_id"] = f"reg-{draw.hexadecimal(8)}"
    if draw.chance(40):
        volume = {"id": f"vol-{draw.hexadecimal(8)}", "type": "network", "mount_point": "/models"}
        item["volumes"] = [volume | {"size": 500} if draw.chance(70) else volume]
    if draw.chance(40):
        item["envs"] = [{"key": "LOG_LEVEL", "value": draw.pick(("info", "debug"))}]
    return item


def _worker(draw: Draw, endpoint: str) -> dict[str, Any]:
    identifier = f"wkr-{draw.hexadecimal(10)}"
    healthy = draw.chance(90)
    return {
        "id": identifier,
        "status": _status("ready") if healthy else _status("unhealthy", "no answer on port 8000"),
        "log": f"https://logs.example.com/{endpoint}/{identifier}",
        "health": healthy,
        "drain": draw.chance(5),
    }


def _status(state: str, message: str = "") -> dict[str, str]:
    return {"status": state, "error": "error" if message else "", "message": message}
