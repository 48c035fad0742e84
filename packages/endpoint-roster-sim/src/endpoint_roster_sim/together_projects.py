"""Together's version 2: a project with endpoints, the deployments in them, and who the key is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .cloud import json_response
from .fleets.draw import Draw, utc_text
from .fleets.store import to_json
from .fleets.together_hardware import HARDWARE, REGIONS, Hardware
from .life import Course
from .living import Thing, json_object
from .together_lists import matches, page
from .together_refusals import INVALID, invalid, not_found, precondition, taken
from .wire import RefusalError

SLUG = "acme-labs"

# How long the passing states last, in seconds.
_PROVISIONING, _SCALING, _STOPPING = 4.0, 2.0, 2.0
_STATE = "DEPLOYMENT_STATE_"
_MESSAGES = {
    "PROVISIONING": "Scheduling replicas",
    "SCALING": "Changing the number of replicas",
    "READY": "All replicas serve",
    "FAILED": "Timed out waiting for readiness",
    "STOPPING": "Draining",
    "STOPPED": "No replicas",
}

Check = Callable[[Request], None]


@dataclass
class Deployment(Thing):
    """A deployment; its course is that of its state, without the prefix of the wire."""

    number: int = 0


@dataclass
class Endpoint:
    """An endpoint of version 2."""

    key: str
    number: int
    data: dict[str, Any]
    deployments: dict[str, Deployment] = field(default_factory=dict[str, Deployment])


class Projects:
    """The one project of the simulated key.

    A deployment is PROVISIONING for four seconds, then READY, or FAILED on hardware that is not to
    be had; changing the number of replicas and stopping take two. The configs
    ``projects/proj_platform/configs/`` and the name of an instance type choose the hardware.

    Args:
        draw: Where identifiers come from.
        now: Returns the present time.
        count: Called before something that costs money is created; raises where there is a limit.

    Attributes:
        id: Identifier of the project.
    """

    def __init__(self, draw: Draw, now: Callable[[], datetime], count: Callable[[], None]) -> None:
        self.id = f"proj_{draw.text(12)}"
        self._organization = {"id": f"org_{draw.text(12)}", "name": "Acme Labs"}
        self._key_id = f"key_{draw.text(12)}"
        self._draw = draw
        self._now = now
        self._count = count
        self._endpoints: dict[str, Endpoint] = {}
        self._made = 0

    def clear(self) -> None:
        """Make the project empty again."""
        self._endpoints.clear()

    def routes(self, check: Check) -> Sequence[Route]:
        """Return what is served, each after the check of the key."""
        endpoints = "/v2/projects/{project_id}/endpoints"
        deployments = endpoints + "/{endpoint_id}/deployments"
        handlers: tuple[tuple[str, str, Callable[[Request], Any]], ...] = (
            ("GET", "/v3/whoami", self._whoami),
            ("GET", "/v1/whoami", self._whoami_of_version_1),
            ("GET", "/v1/projects", self._list_projects),
            ("GET", "/v2/public/inference-instance-types", self._instance_types),
            ("GET", "/v2/public/inference-instance-types/{instance_type_id}", self._instance_type),
            ("GET", endpoints, self._list_endpoints),
            ("POST", endpoints, self._create_endpoint),
            ("GET", endpoints + "/{endpoint_id}", self._get_endpoint),
            ("PATCH", endpoints + "/{endpoint_id}", self._update_endpoint),
            ("DELETE", endpoints + "/{endpoint_id}", self._delete_endpoint),
            ("GET", deployments, self._list_deployments),
            ("POST", deployments, self._create_deployment),
            ("GET", deployments + "/{deployment_id}", self._get_deployment),
            ("PATCH", deployments + "/{deployment_id}", self._update_deployment),
            ("DELETE", deployments + "/{deployment_id}", self._delete_deployment),
        )

        def served(handler: Callable[[Request], Any]) -> Callable[[Request], Any]:
            async def serve(request: Request) -> Response:
                check(request)
                if request.path_params.get("project_id", self.id) != self.id:
                    raise not_found("project")
                return json_response(to_json(await handler(request)))

            return serve

        return [Route(path, served(run), methods=[method]) for method, path, run in handlers]

    # The key and its project

    async def _whoami(self, _: Request) -> dict[str, Any]:
        project = {"id": self.id, "name": "Default", "slug": SLUG}
        organization = self._organization
        key = {"id": self._key_id}
        return {
            "type": "project_api_key",
            "api_key": key,
            "organization": organization,
            "project": project,
        }

    async def _whoami_of_version_1(self, _: Request) -> dict[str, Any]:
        return {
            "api_key_id": self._key_id,
            "organization_id": self._organization["id"],
            "organization_name": self._organization["name"],
            "project_id": self.id,
            "project_name": "Default",
            "project_slug": SLUG,
            "user_id": None,
        }

    async def _list_projects(self, request: Request) -> dict[str, Any]:
        project = {
            "id": self.id,
            "name": "Default",
            "slug": SLUG,
            "organization_id": self._organization["id"],
            "organization_name": self._organization["name"],
        }
        return page(request, [(0, project)], lambda one, _: one[0], lambda one: one[1])

    # Hardware

    async def _instance_types(self, _: Request) -> dict[str, Any]:
        return {"object": "list", "data": [*map(_instance_type, HARDWARE)], "next_cursor": None}

    async def _instance_type(self, request: Request) -> dict[str, Any]:
        for one in map(_instance_type, HARDWARE):
            if one["id"] == request.path_params["instance_type_id"]:
                return one
        raise not_found("instance type")

    # Endpoints

    async def _list_endpoints(self, request: Request) -> dict[str, Any]:
        found = [
            one
            for one in self._endpoints.values()
            if matches(request, {"name": one.data["name"], **_times(one.data)})
        ]
        return page(request, found, _sort_key, self._show_endpoint)

    async def _create_endpoint(self, request: Request) -> dict[str, Any]:
        body = await json_object(request, INVALID)
        name = self._full_name(body.get("name"))
        _check_choice(body, "visibility", "VISIBILITY_PRIVATE", "VISIBILITY_INTERNAL")
        if any(one.data["name"] == name for one in self._endpoints.values()):
            raise taken("endpoint")
        now = self._time()
        data: dict[str, Any] = {
            "id": f"ep_{self._draw.text(16)}",
            "name": name,
            "projectId": self.id,
            "endpointType": "ENDPOINT_TYPE_DEDICATED",
            "visibility": body.get("visibility", "VISIBILITY_PRIVATE"),
            "etag": "1",
            "trafficSplit": [],
            "createdAt": now,
            "updatedAt": now,
        }
        made = self._endpoints[data["id"]] = Endpoint(data["id"], self._next(), data)
        return self._show_endpoint(made)

    async def _get_endpoint(self, request: Request) -> dict[str, Any]:
        return self._show_endpoint(self._endpoint(request))

    async def _update_endpoint(self, request: Request) -> dict[str, Any]:
        one = self._endpoint(request)
        body = await json_object(request, INVALID)
        mask = _mask(request, body, ("name", "trafficSplit", "visibility"))
        _check_etag(one.data, body.get("etag"))
        changes = {name: body[name] for name in mask if name in body}
        if "name" in changes:
            changes["name"] = self._full_name(changes["name"])
            others = [other for other in self._endpoints.values() if other is not one]
            if any(other.data["name"] == changes["name"] for other in others):
                raise taken("endpoint")
        _check_choice(changes, "visibility", "VISIBILITY_PRIVATE", "VISIBILITY_INTERNAL")
        if "trafficSplit" in mask:
            changes["trafficSplit"] = _split(body.get("trafficSplit", []), one.deployments)
        self._change(one.data, changes)
        return self._show_endpoint(one)

    async def _delete_endpoint(self, request: Request) -> dict[str, Any]:
        one = self._endpoint(request)
        _check_etag(one.data, request.query_params.get("etag"))
        if one.deployments:
            raise precondition("The endpoint has deployments; delete them first.")
        del self._endpoints[one.key]
        return {}

    # Deployments

    async def _list_deployments(self, request: Request) -> dict[str, Any]:
        found = [
            one
            for one in self._endpoint(request).deployments.values()
            if matches(
                request,
                {
                    "name": one.data["name"],
                    "state": self._state(one),
                    "model": one.data["model"],
                    **_times(one.data),
                },
            )
        ]
        return page(request, found, _sort_key, self._show)

    async def _create_deployment(self, request: Request) -> dict[str, Any]:
        endpoint = self._endpoint(request)
        body = await json_object(request, INVALID)
        name = body.get("name")
        if not isinstance(name, str) or not name:
            raise invalid("name", "must be given")
        if "autoscaling" not in body:
            raise invalid("autoscaling", "must be given")
        model = body.get("model") or f"projects/{self.id}/models/{body.get('modelId', '')}"
        if not isinstance(model, str) or model.endswith("/"):
            raise invalid("model", "must be given")
        hardware = _hardware_of(body.get("config"))
        scaling = _scaling({}, body["autoscaling"])
        _check_settings(body)
        full_name = f"{endpoint.data['name']}/{name.rpartition('/')[2]}"
        if any(one.data["name"] == full_name for one in endpoint.deployments.values()):
            raise taken("deployment")
        now = self._now()
        revision = model if "/revisions/" in model else f"{model}/revisions/rv_1"
        config = f"projects/proj_platform/configs/{hardware.name}"
        data: dict[str, Any] = {
            "id": f"dep_{self._draw.text(16)}",
            "name": full_name,
            "projectId": self.id,
            "endpointId": endpoint.key,
            "etag": "1",
            "model": revision,
            "modelId": revision.split("/")[3] if revision.count("/") > 3 else revision,
            "modelRevisionId": revision.rpartition("/")[2],
            "config": config,
            "configId": hardware.name,
            "hardware": hardware.name,
            "autoscaling": scaling,
            "trafficMode": "TRAFFIC_MODE_LIVE",
            "inactiveTimeout": body.get("inactiveTimeout", 0),
            "createdAt": self._time(),
            "updatedAt": self._time(),
        }
        for optional in ("maxConcurrentRequestsPerReplica", "placement"):
            if optional in body:
                data[optional] = body[optional]
        course = _started(hardware, now) if scaling["maxReplicas"] else Course.still("STOPPED", now)
        made = Deployment(data["id"], data, course, number=self._made + 1)
        if request.query_params.get("validateOnly") == "true":
            return self._show(made)
        self._count()
        made.number = self._next()
        endpoint.deployments[made.key] = made
        return self._show(made)

    async def _get_deployment(self, request: Request) -> dict[str, Any]:
        return self._show(self._deployment(request))

    async def _update_deployment(self, request: Request) -> dict[str, Any]:
        one = self._deployment(request)
        body = await json_object(request, INVALID)
        known = ("autoscaling", "inactiveTimeout", "maxConcurrentRequestsPerReplica", "name")
        mask = _mask(request, body, known)
        _check_etag(one.data, body.get("etag"))
        changes = {name: body[name] for name in mask if name in body}
        _check_settings(changes)
        if "name" in changes:
            changes["name"] = f"{one.data['name'].rpartition('/')[0]}/{changes['name']}"
        if "autoscaling" in changes:
            scaling = _scaling(one.data["autoscaling"], changes["autoscaling"])
            one.course = self._scaled(one, scaling)
            changes["autoscaling"] = scaling
        self._change(one.data, changes)
        return self._show(one)

    async def _delete_deployment(self, request: Request) -> dict[str, Any]:
        endpoint, one = self._endpoint(request), self._deployment(request)
        _check_etag(one.data, request.query_params.get("etag"))
        if one.course.at(self._now()) not in ("STOPPED", "FAILED"):
            raise precondition("The deployment runs; stop it first.")
        del endpoint.deployments[one.key]
        split = [part for part in endpoint.data["trafficSplit"] if part["deploymentId"] != one.key]
        endpoint.data["trafficSplit"] = split
        return {}

    def _scaled(self, one: Deployment, scaling: dict[str, Any]) -> Course:
        """Where a deployment goes when its bounds change."""
        now, before = self._now(), one.data["autoscaling"]
        state = one.course.at(now)
        if not scaling["maxReplicas"]:
            stopped = state in ("STOPPED", "STOPPING")
            return one.course if stopped else Course(now, (("STOPPING", _STOPPING),), "STOPPED")
        if state in ("STOPPED", "STOPPING", "FAILED"):
            return _started(next(h for h in HARDWARE if h.name == one.data["hardware"]), now)
        if state == "READY" and scaling["minReplicas"] != before["minReplicas"]:
            return Course(now, (("SCALING", _SCALING),), "READY")
        return one.course

    # As sent

    def _show_endpoint(self, one: Endpoint) -> dict[str, Any]:
        deployments = one.deployments.values()
        weights = {part["deploymentId"]: part["weight"] for part in one.data["trafficSplit"]}
        capacity = {d.key: weights.get(d.key, 0) * self._ready(d) for d in deployments}
        total = sum(capacity.values())
        return {**one.data, "deployments": [self._summary(d, capacity, total) for d in deployments]}

    def _summary(self, one: Deployment, capacity: dict[str, float], total: float) -> dict[str, Any]:
        names = ("id", "name", "model", "modelId", "trafficMode", "autoscaling", "createdAt")
        return {
            **{name: one.data[name] for name in names},
            "state": self._state(one),
            "hardware": one.data["hardware"],
            "estimatedEffectiveTrafficShare": capacity[one.key] / total if total else 0,
            "desiredReplicas": one.data["autoscaling"]["minReplicas"],
            "readyReplicas": self._ready(one),
        }

    def _show(self, one: Deployment) -> dict[str, Any]:
        ready, wanted = self._ready(one), one.data["autoscaling"]["minReplicas"]
        status = {
            "state": self._state(one),
            "message": _MESSAGES[one.course.at(self._now())],
            "readyReplicas": ready,
            "scheduledReplicas": max(ready, wanted),
        }
        return {**one.data, "status": status, "desiredReplicas": wanted}

    def _state(self, one: Deployment) -> str:
        return _STATE + one.course.at(self._now())

    def _ready(self, one: Deployment) -> int:
        state = one.course.at(self._now())
        return one.data["autoscaling"]["minReplicas"] if state in ("READY", "SCALING") else 0

    # What is asked for

    def _endpoint(self, request: Request) -> Endpoint:
        one = self._endpoints.get(request.path_params["endpoint_id"])
        if one is None:
            raise not_found("endpoint")
        return one

    def _deployment(self, request: Request) -> Deployment:
        one = self._endpoint(request).deployments.get(request.path_params["deployment_id"])
        if one is None:
            raise not_found("deployment")
        return one

    def _full_name(self, name: object) -> str:
        if not isinstance(name, str) or not name:
            raise invalid("name", "must be given")
        slug, slash, rest = name.rpartition("/")
        if slash and slug != SLUG:
            raise invalid("name", f"must begin with {SLUG}, or have no slash")
        return f"{SLUG}/{rest}"

    def _change(self, data: dict[str, Any], changes: dict[str, Any]) -> None:
        data.update(changes, etag=str(int(data["etag"]) + 1), updatedAt=self._time())

    def _next(self) -> int:
        self._made += 1
        return self._made

    def _time(self) -> str:
        return utc_text(int(self._now().timestamp()))


def _started(hardware: Hardware, now: datetime) -> Course:
    end = "READY" if hardware.status == "available" else "FAILED"
    return Course(now, (("PROVISIONING", _PROVISIONING),), end)


def _instance_type(one: Hardware) -> dict[str, Any]:
    room = {"relation": "RELATION_GTE", "value": 8}
    if one.status != "available":
        room = {"relation": "RELATION_EQ", "value": 0}
    return {
        "id": f"it_{one.name}",
        "name": one.name,
        "description": f"{one.gpus} NVIDIA {one.gpu.upper()}, {one.memory} GB each",
        "gpuType": one.gpu.upper(),
        "gpuCount": one.gpus,
        "gpuMemoryGib": one.memory,
        "priceCentsPerHour": one.cents_per_hour,
        "regions": [{"name": region, "headroom": room} for region in REGIONS],
    }


def _hardware_of(config: object) -> Hardware:
    name = str(config or HARDWARE[1].name).rpartition("/")[2]
    for one in HARDWARE:
        if one.name == name:
            return one
    raise RefusalError(404, "not_found", f"Unknown config {name}.", parameter="config")


def _scaling(before: dict[str, Any], given: object) -> dict[str, Any]:
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


def _check_settings(body: dict[str, Any]) -> None:
    timeout: object = body.get("inactiveTimeout", 0)
    if isinstance(timeout, bool) or timeout not in (0, *range(30, 1441)):
        raise invalid("inactiveTimeout", "must be 0, or from 30 to 1440")
    if not isinstance(body.get("maxConcurrentRequestsPerReplica", ""), str):
        raise invalid("maxConcurrentRequestsPerReplica", "must be a string")


def _split(given: object, deployments: dict[str, Deployment]) -> list[dict[str, Any]]:
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


def _mask(request: Request, body: dict[str, Any], known: Sequence[str]) -> list[str]:
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


def _check_choice(body: dict[str, Any], name: str, *options: str) -> None:
    if name in body and body[name] not in options:
        raise invalid(name, f"must be one of {', '.join(options)}")


def _check_etag(data: dict[str, Any], etag: object) -> None:
    if etag is not None and etag != data["etag"]:
        raise RefusalError(409, "ABORTED", "The etag is not the present one.")


def _sort_key(one: Endpoint | Deployment, order: str) -> Any:
    return (one.data["updatedAt"] if order == "updated_at" else one.data["createdAt"], one.number)


def _times(data: dict[str, Any]) -> dict[str, str]:
    return {"created_at": data["createdAt"], "updated_at": data["updatedAt"]}
