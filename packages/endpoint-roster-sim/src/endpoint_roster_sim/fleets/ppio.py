"""PPIO: serverless GPU endpoints with their workers."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import cycle
from typing import Any, NamedTuple, Self

from .draw import Draw
from .ppio_products import PRODUCTS, REGIONS
from .store import Fleet, Record, to_json
from .words import PURPOSES, STAGES, TEAMS

# The last one is a state that is not documented anywhere.
_STATES = (
    *(["running"] * 8),
    *(["stopped"] * 3),
    *("pending", "starting", "updating", "stopping", "failed"),
    "rebalancing",
)
_IMAGES = (
    "vllm/vllm-openai:v0.10.2",
    "lmsysorg/sglang:v0.5.1",
    "ghcr.io/huggingface/text-generation-inference:3.3",
    "registry.example.com/acme/whisper-server:2026.2",
)
# What is to be had everywhere.
_PRODUCTS = PRODUCTS[:5]
# Seconds until an idle worker stops, requests at once, seconds for one request.
_LOADS = ((60, 1, 120), (300, 8, 600), (900, 64, 600), (300, 4, 3600))
_REGIONS = tuple(REGIONS)
MEMBERS = 4


class Team(NamedTuple):
    """Whom the endpoints of a fleet belong to.

    Attributes:
        owner: The account, a UUID.
        members: The ids of its members; the first one's key is the simulated one.
    """

    owner: str
    members: list[str]

    @classmethod
    def of(cls, seed: int) -> Self:
        """Return the team of a seed."""
        return cls.draw(_start(seed)[0])

    @classmethod
    def draw(cls, draw: Draw) -> Self:
        """Return the team that comes next."""
        return cls(draw.uuid(), [f"mbr-{draw.hexadecimal(12)}" for _ in range(MEMBERS)])


class Facets(NamedTuple):
    """What PPIO can filter by."""

    haystack: str
    """Everything that a keyword is looked for in, in lower case."""
    member_id: str


def facets_of(item: Mapping[str, Any]) -> Facets:
    """Return what an endpoint as sent can be filtered by."""
    haystack = f"{item['id']}\n{item['name']}\n{item['app_name']}".lower()
    return Facets(haystack, item["member_id"])


def make(seed: int, count: int, epoch: datetime) -> Fleet[Facets]:
    """Make the fleet, newest endpoint first."""
    dated = sorted(_records(seed, count, epoch), key=lambda pair: pair[0], reverse=True)
    return Fleet(record for _, record in dated)


def _records(
    seed: int, count: int, epoch: datetime
) -> Iterator[tuple[tuple[int, str], Record[Facets]]]:
    draw, shuffled = _start(seed)
    states = cycle(shuffled)
    team = Team.draw(draw)
    for _ in range(count):
        created, _ = draw.lifetime(epoch)
        identifier = f"ep-{draw.hexadecimal(20)}"
        app_name = draw.pick(PURPOSES).replace(" ", "-")
        name = f"{draw.pick(TEAMS)}-{app_name}-{draw.pick(STAGES)}"
        member = draw.pick(team.members)
        item = _item(draw, identifier, next(states))
        item |= {
            "name": name,
            "app_name": app_name,
            "member_id": member,
            "owner_id": team.owner,
            "created_at": created,
        }
        yield (created, identifier), Record(facets_of(item), to_json(item), identifier)


def _start(seed: int) -> tuple[Draw, list[str]]:
    draw = Draw("ppio", seed)
    return draw, draw.shuffled(_STATES)


def _item(draw: Draw, identifier: str, state: str) -> dict[str, Any]:
    least = draw.below(3)
    most = least + draw.between(1, 8)
    product = draw.pick(_PRODUCTS)
    idle, concurrent, patience = draw.pick(_LOADS)
    item: dict[str, Any] = {
        "id": identifier,
        "status": status(state, "the image could not be pulled" if state == "failed" else ""),
        "url": f"https://{identifier}.async-public.serverless.example.com",
        "product_id": product.id,
        "worker_config": {
            "max_replicas": most,
            "min_replicas": least,
            "idle_timeout": idle,
            "max_concurrent_per_worker": concurrent,
            "gpu_num": product.gpus,
            "rootfs_size_gb": product.disk,
            "min_cuda_version": product.cuda,
            "request_timeout": patience,
        },
        "policy": {"type": draw.pick(("queue", "concurrency")), "value": draw.between(1, 60)},
        "image": draw.pick(_IMAGES),
        "entrypoint": "",
        "command": draw.pick(("", "--max-model-len 32768", "--tensor-parallel-size 2")),
        "ports": [8000] if draw.chance(80) else [8000, 9090],
        "workers": [worker(draw, identifier) for _ in range(least if state == "running" else 0)],
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


def worker(draw: Draw, endpoint: str) -> dict[str, Any]:
    """Return another worker of an endpoint, as sent."""
    identifier = f"wkr-{draw.hexadecimal(10)}"
    healthy = draw.chance(90)
    return {
        "id": identifier,
        "status": status("ready") if healthy else status("unhealthy", "no answer on port 8000"),
        "log": f"https://logs.example.com/{endpoint}/{identifier}",
        "health": healthy,
        "drain": draw.chance(5),
    }


def status(state: str, message: str = "") -> dict[str, str]:
    """Return a state as it is sent; a message says what went wrong."""
    return {"status": state, "error": "error" if message else "", "message": message}
