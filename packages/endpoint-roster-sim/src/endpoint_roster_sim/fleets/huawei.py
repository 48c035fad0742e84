"""Huawei Cloud: ModelArts real-time services, in the default workspace and in another one."""

from collections.abc import Iterator
from datetime import datetime
from itertools import cycle
from typing import Any

from .draw import Draw
from .store import Fleet, Record, to_json
from .words import PEOPLE, PURPOSES, STAGES, TEAMS

DEFAULT_WORKSPACE = "0"

# INIT is named for single services only, the last one nowhere.
_STATUSES = (
    *(["RUNNING"] * 8),
    *(["STOPPED"] * 3),
    *("DEPLOYING", "FAILED", "DELETING", "STOPPING", "CONCERNING", "UPGRADING", "ERROR"),
    *("INTERRUPTING", "INIT", "HIBERNATING"),
)


def make(seed: int, count: int, epoch: datetime, other_workspace: str) -> Fleet[str]:
    """Make the fleet, last changed first; an item's facet is its workspace.

    The default workspace has ``count`` services, the other one a sixth as many on top.
    """
    places = [DEFAULT_WORKSPACE] * count + [other_workspace] * (count // 6)
    dated = sorted(_records(seed, places, epoch), key=lambda pair: pair[0], reverse=True)
    return Fleet(record for _, record in dated)


def _records(
    seed: int, places: list[str], epoch: datetime
) -> Iterator[tuple[tuple[int, str], Record[str]]]:
    draw = Draw("huawei", seed)
    statuses = cycle(draw.shuffled(_STATUSES))
    for workspace in places:
        created, updated = (
            seconds * 1000 - draw.between(1, 999) for seconds in draw.lifetime(epoch)
        )
        item = _item(draw, next(statuses), workspace)
        item["create_at"] = created
        item["update_at"] = max(created, updated)
        yield (item["update_at"], item["id"]), Record(workspace, to_json(item), item["id"])


def _item(draw: Draw, status: str, workspace: str) -> dict[str, Any]:
    versions = draw.between(1, 30)
    item: dict[str, Any] = {
        "id": draw.uuid(),
        "name": f"{draw.pick(TEAMS)}-{draw.pick(PURPOSES)}-{draw.pick(STAGES)}",
        "status": status,
        "version": f"0.{versions // 10}.{versions % 10}",
        "version_count": versions,
        "type": "ASYNC_REAL_TIME" if draw.chance(15) else "REAL_TIME",
        "deploy_type": "SINGLE" if draw.chance(40) else "MULTI",
        "user_name": draw.pick(PEOPLE),
        "workspace_id": workspace,
        "auth_type": draw.pick(("NONE", "NONE", "TOKEN", "API_KEY")),
    }
    if draw.chance(80):
        item["description"] = draw.pick(("", None, "盘古 38B 推理", "Qwen3-32B, 2 x Ascend"))
    if draw.chance(25):
        item["tags"] = [{"key": "team", "value": draw.pick(TEAMS)}]
    return item
