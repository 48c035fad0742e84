"""Volcengine Ark: online inference endpoints of foundation and custom models."""

from collections.abc import Iterator
from datetime import datetime
from itertools import cycle
from typing import Any, NamedTuple

from .draw import DAY, HOUR, Draw, utc_text
from .store import Fleet, Record, to_json
from .words import PURPOSES, STAGES, TEAMS

# The last one is a state that is not documented anywhere.
_STATUSES = (
    *(["Running"] * 8),
    *(["Stopped"] * 3),
    *("Creating", "Starting", "Updating", "Stopping", "Failed"),
    "Migrating",
)
_MODELS = (
    ("doubao-seed-1-6", ("250615", "251015")),
    ("doubao-seed-1-6-flash", ("250715", "250828")),
    ("doubao-1-5-pro-32k", ("250115",)),
    ("doubao-1-5-vision-pro", ("250328",)),
    ("doubao-embedding-large-text", ("240915",)),
    ("deepseek-v3-1", ("250821", "terminus")),
    ("deepseek-r1", ("250528",)),
    ("kimi-k2", ("250905",)),
)
_LIMITS = ((60, 100_000), (600, 800_000), (6_000, 800_000), (30_000, 5_000_000))
_PROJECTS = ("default", "default", "default", "prod-cn", "research", "客服项目")
_BEIJING = 8 * HOUR


class Facets(NamedTuple):
    """What Ark can filter by."""

    id: str
    name: str
    status: str
    project: str
    model_type: str
    model: str | None
    version: str | None
    custom_model: str | None
    tags: dict[str, str]


def make(seed: int, count: int, epoch: datetime) -> Fleet[Facets]:
    """Make the fleet, newest endpoint first."""
    dated = sorted(_records(seed, count, epoch), key=lambda pair: pair[0], reverse=True)
    return Fleet(record for _, record in dated)


def _records(
    seed: int, count: int, epoch: datetime
) -> Iterator[tuple[tuple[int, str], Record[Facets]]]:
    draw = Draw("volcengine", seed)
    statuses = cycle(draw.shuffled(_STATUSES))
    user = 2_100_000_000 + draw.below(1_000_000)
    used: set[str] = set()
    for _ in range(count):
        created, updated = draw.lifetime(epoch)
        identifier = _unused(draw, created, used)
        item, facets = _endpoint(draw, identifier, next(statuses), user, created)
        item["CreateTime"] = utc_text(created)
        item["UpdateTime"] = utc_text(updated)
        if facets.custom_model is not None:
            reference: dict[str, Any] = {"CustomModelId": facets.custom_model}
        else:
            reference = {"FoundationModel": {"Name": facets.model, "ModelVersion": facets.version}}
        item["ModelReference"] = reference
        yield (created, identifier), Record(facets, to_json(item))


def _endpoint(
    draw: Draw, identifier: str, status: str, user: int, created: int
) -> tuple[dict[str, Any], Facets]:
    model: str | None
    version: str | None
    custom: str | None
    if draw.chance(25):
        model = version = None
        custom = f"cm-{_stamp(created - draw.below(60 * DAY))}-{draw.text(5)}"
    else:
        model, versions = draw.pick(_MODELS)
        version, custom = draw.pick(versions), None
    creator = f"IAMUser/{user}/{draw.pick(('ops', 'ml-train', '李雷'))}"
    tags = {"sys:ark:createdBy": creator}
    if draw.chance(70):
        tags["team"] = draw.pick(TEAMS)
    if draw.chance(40):
        tags["stage"] = draw.pick(STAGES)
    facets = Facets(
        id=identifier,
        name=f"{draw.pick(TEAMS)}-{draw.pick(PURPOSES)}",
        status=status,
        project=draw.pick(_PROJECTS),
        model_type="FoundationModel" if custom is None else "CustomModel",
        model=model,
        version=version,
        custom_model=custom,
        tags=tags,
    )
    item: dict[str, Any] = {
        "Id": identifier,
        "Name": facets.name,
        "Description": draw.pick(("", "", "for the mobile app", "临时压测 可删除")),
        "ProjectName": facets.project,
        "Tags": [{"Key": key, "Value": value} for key, value in tags.items()],
        "EndpointModelType": facets.model_type,
        "ModelUnitId": f"mu-{draw.hexadecimal(12)}" if draw.chance(15) else "",
        "Status": status,
    }
    if status == "Failed":
        item["StatusReason"] = "The model could not be loaded."
    if draw.chance(85):
        per_minute, tokens = draw.pick(_LIMITS)
        item["RateLimit"] = {"Rpm": per_minute, "Tpm": tokens}
    if draw.chance(60):
        rolling = custom is None and draw.chance(20)
        item["SupportRolling"] = custom is None
        item["RollingId"] = f"rl-{draw.hexadecimal(10)}" if rolling else ""
    return item, facets


def _unused(draw: Draw, created: int, used: set[str]) -> str:
    while (identifier := f"ep-{_stamp(created)}-{draw.text(5)}") in used:
        pass
    used.add(identifier)
    return identifier


def _stamp(seconds: int) -> str:
    return utc_text(seconds + _BEIJING, "%Y%m%d%H%M%S")
