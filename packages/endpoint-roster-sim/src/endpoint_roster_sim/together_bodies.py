"""What version 2 of Together is sent to create and to change things of a project; checked."""

from collections.abc import Container, Sequence
from typing import Any, cast

from starlette.requests import Request

from .fleets.together_hardware import HARDWARE, Hardware
from .together_refusals import INVALID, invalid
from .wire import RefusalError

_VISIBILITIES = ("VISIBILITY_PRIVATE", "VISIBILITY_INTERNAL")


def new_deployment(body: dict[str, Any], project: str) -> dict[str, Any]:
    """Return the settings of a new deployment, whose model may be one of the project's own."""
    name = body.get("name")
    if not isinstance(name, str) or not name:
        raise invalid("name", "must be given")
    if "autoscaling" not in body:
        raise invalid("autoscaling", "must be given")
    model = body.get("model") or f"projects/{project}/models/{body.get('modelId', '')}"
    if not isinstance(model, str) or model.endswith("/"):
        raise invalid("model", "must be given")
    hardware = hardware_of(body.get("config"))
    scaling = autoscaling({}, body["autoscaling"])
    check_settings(body)
    revision = model if "/revisions/" in model else f"{model}/revisions/rv_1"
    optional = ("maxConcurrentRequestsPerReplica", "placement")
    return {
        "model": revision,
        "modelId": revision.split("/")[3] if revision.count("/") > 3 else revision,
        "modelRevisionId": revision.rpartition("/")[2],
        "config": f"projects/proj_platform/configs/{hardware.name}",
        "configId": hardware.name,
        "hardware": hardware.name,
        "autoscaling": scaling,
        "trafficMode": "TRAFFIC_MODE_LIVE",
        "inactiveTimeout": body.get("inactiveTimeout", 0),
        **{name: body[name] for name in optional if name in body},
    }


def endpoint_name(name: object, slug: str) -> str:
    """Return the full name of an endpoint, which begins with the slug of its project."""
    if not isinstance(name, str) or not name:
        raise invalid("name", "must be given")
    given, slash, rest = name.rpartition("/")
    if slash and given != slug:
        raise invalid("name", f"must begin with {slug}, or have no slash")
    return f"{slug}/{rest}"


def hardware_of(config: object) -> Hardware:
    """Return what a config, or the name of a hardware, stands for; H100 where there is none."""
    name = str(config or HARDWARE[1].name).rpartition("/")[2]
    for one in HARDWARE:
        if one.name == name:
            return one
    raise RefusalError(404, "not_found", f"Unknown config {name}.", parameter="config")


def autoscaling(before: dict[str, Any], given: object) -> dict[str, Any]:
    """Return the autoscaling that follows from what was and what is given."""
    if not isinstance(given, dict):
        raise invalid("autoscaling", "must be an object")
    scaling = {**before, **cast("dict[str, Any]", given)}
    low = scaling.setdefault("minReplicas", 1)
    high = scaling.setdefault("maxReplicas", low)
    for bound in (low, high):
        if not isinstance(bound, int) or isinstance(bound, bool) or bound < 0:
            raise invalid("autoscaling", "must have bounds of 0 or more")
    if low > high:
        raise invalid("autoscaling", "must not have maxReplicas below minReplicas")
    if not low and high:
        raise invalid("autoscaling", "must not have minReplicas 0 with another maxReplicas")
    return scaling


def check_settings(body: dict[str, Any]) -> None:
    """Check what may be given to create a deployment, and to change one."""
    timeout: object = body.get("inactiveTimeout", 0)
    if isinstance(timeout, bool) or timeout not in (0, *range(30, 1441)):
        raise invalid("inactiveTimeout", "must be 0, or from 30 to 1440")
    if not isinstance(body.get("maxConcurrentRequestsPerReplica", ""), str):
        raise invalid("maxConcurrentRequestsPerReplica", "must be a string")


def traffic_split(given: object, deployments: Container[object]) -> list[dict[str, Any]]:
    """Return the entries of a traffic split that have a weight."""
    parts = cast("list[Any]", given) if isinstance(given, list) else [None]
    for part in parts:
        if not isinstance(part, dict):
            raise invalid("trafficSplit", "must be a list of objects")
        weight: Any = cast("dict[str, Any]", part).get("weight")
        if not isinstance(weight, (int, float)) or isinstance(weight, bool) or weight < 0:
            raise invalid("trafficSplit", "must have weights of 0 or more")
        if cast("dict[str, Any]", part).get("deploymentId") not in deployments:
            raise invalid("trafficSplit", "must name deployments of the endpoint")
    entries = cast("list[dict[str, Any]]", parts)
    return [{**entry} for entry in entries if entry["weight"]]


def changed_fields(request: Request, body: dict[str, Any], known: Sequence[str]) -> list[str]:
    """Return the fields that a change is about."""
    text = request.query_params.get("updateMask", "")
    mask = [name.partition(".")[0] for name in text.split(",") if name]
    for name in mask:
        if name not in known:
            raise invalid("updateMask", f"must name some of {', '.join(known)}")
    # Without a mask, an empty list counts as not given.
    found = mask or [name for name in known if name in body and body[name] != []]
    if not found:
        raise RefusalError(400, INVALID, "no fields to update")
    return found


def check_visibility(body: dict[str, Any]) -> None:
    """Check the visibility of an endpoint, if there is one."""
    if "visibility" in body and body["visibility"] not in _VISIBILITIES:
        raise invalid("visibility", f"must be one of {', '.join(_VISIBILITIES)}")


def check_etag(data: dict[str, Any], etag: object) -> None:
    """Check that a change was made for the present version, if it names one."""
    if etag is not None and etag != data["etag"]:
        raise RefusalError(409, "ABORTED", "The etag is not the present one.")
