"""Volcengine Ark: online inference endpoints of foundation and custom models."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import cycle
from typing import Any, NamedTuple

from .draw import DAY, HOUR, Draw, utc_text
from .store import Fleet, Record, to_json
from .volcengine_models import ACTIVATED, BY_NAME
from .words import PURPOSES, STAGES, TEAMS

# The last one is a state that is not documented anywhere.
_STATUSES = (
    *(["Running"] * 8),
    *(["Stopped"] * 3),
    *("Creating", "Starting", "Updating", "Stopping", "Failed"),
    "Migrating",
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


def facets_of(item: dict[str, Any]) -> Facets:
    """Return what an endpoint, as the list shows it, can be filtered by."""
    reference = item["ModelReference"]
    foundation: dict[str, Any] = reference.get("FoundationModel", {})
    return Facets(
        id=item["Id"],
        name=item["Name"],
        status=item["Status"],
        project=item["ProjectName"],
        model_type=item["EndpointModelType"],
        model=foundation.get("Name"),
        version=foundation.get("ModelVersion"),
        custom_model=reference.get("CustomModelId"),
        tags={tag["Key"]: tag["Value"] for tag in item["Tags"]},
    )


def identifier(created: int, draw: Draw) -> str:
    """Return an id, as Ark makes it of the time and five characters."""
    return f"ep-{_stamp(created)}-{draw.text(5)}"


def is_scarce(reference: Mapping[str, Any]) -> bool:
    """Whether nothing is left to run a model on."""
    foundation: dict[str, Any] = reference.get("FoundationModel", {})
    return foundation.get("Name") in BY_NAME and BY_NAME[foundation["Name"]].is_scarce


def _records(
    seed: int, count: int, epoch: datetime
) -> Iterator[tuple[tuple[int, str], Record[Facets]]]:
    draw = Draw("volcengine", seed)
    statuses = cycle(draw.shuffled(_STATUSES))
    user = 2_100_000_000 + draw.below(1_000_000)
    used: set[str] = set()
    for _ in range(count):
        created, updated = draw.lifetime(epoch)
        unused = _unused(draw, created, used)
        item, facets = _endpoint(draw, unused, next(statuses), user, created)
        item["CreateTime"] = utc_text(created)
        item["UpdateTime"] = utc_text(updated)
        if facets.custom_model is not None:
            reference: dict[str, Any] = {"CustomModelId": facets.custom_model}
        else:
            reference = {"FoundationModel": {"Name": facets.model, "ModelVersion": facets.version}}
        item["ModelReference"] = reference
        yield (created, unused), Record(facets, to_json(item), unused)


def _endpoint(
    draw: Draw, unused: str, status: str, user: int, created: int
) -> tuple[dict[str, Any], Facets]:
    model: str | None
    version: str | None
    custom: str | None
    if draw.chance(25):
        model = version = None
        custom = f"cm-{_stamp(created - draw.below(60 * DAY))}-{draw.text(5)}"
    else:
        picked = draw.pick(ACTIVATED)
        model, version, custom = picked.name, draw.pick(picked.versions), None
    creator = f"IAMUser/{user}/{draw.pick(('ops', 'ml-train', '李雷'))}"
    tags = {"sys:ark:createdBy": creator}
    if draw.chance(70):
        tags["team"] = draw.pick(TEAMS)
    if draw.chance(40):
        tags["stage"] = draw.pick(STAGES)
    facets = Facets(
        id=unused,
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
        "Id": unused,
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
    while (made := identifier(created, draw)) in used:
        pass
    used.add(made)
    return made


def _stamp(seconds: int) -> str:
    return utc_text(seconds + _BEIJING, "%Y%m%d%H%M%S")
