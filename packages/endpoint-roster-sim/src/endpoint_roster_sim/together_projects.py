"""Together's version 2: a project with endpoints, the deployments in them, and who the key is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .cloud import json_response
from .fleets.draw import Draw, utc_text
from .fleets.store import to_json
from .fleets.together_hardware import HARDWARE, Hardware, instance_type
from .life import Course
from .living import Thing, json_object
from .together_bodies import (
    autoscaling,
    changed_fields,
    check_etag,
    check_settings,
    check_visibility,
    endpoint_name,
    hardware_of,
    new_deployment,
    traffic_split,
)
from .together_lists import matches, page
from .together_refusals import INVALID, not_found, precondition, taken

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
        return {"object": "list", "data": [*map(instance_type, HARDWARE)], "next_cursor": None}

    async def _instance_type(self, request: Request) -> dict[str, Any]:
        for one in map(instance_type, HARDWARE):
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
        name = endpoint_name(body.get("name"), SLUG)
        check_visibility(body)
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
        mask = changed_fields(request, body, ("name", "trafficSplit", "visibility"))
        check_etag(one.data, body.get("etag"))
        changes = {name: body[name] for name in mask if name in body}
        if "name" in changes:
            changes["name"] = endpoint_name(changes["name"], SLUG)
            others = [other for other in self._endpoints.values() if other is not one]
            if any(other.data["name"] == changes["name"] for other in others):
                raise taken("endpoint")
        check_visibility(changes)
        if "trafficSplit" in mask:
            changes["trafficSplit"] = traffic_split(body.get("trafficSplit", []), one.deployments)
        self._change(one.data, changes)
        return self._show_endpoint(one)

    async def _delete_endpoint(self, request: Request) -> dict[str, Any]:
        one = self._endpoint(request)
        check_etag(one.data, request.query_params.get("etag"))
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
        settings = new_deployment(body, self.id)
        full_name = f"{endpoint.data['name']}/{body['name'].rpartition('/')[2]}"
        if any(one.data["name"] == full_name for one in endpoint.deployments.values()):
            raise taken("deployment")
        data: dict[str, Any] = {
            "id": f"dep_{self._draw.text(16)}",
            "name": full_name,
            "projectId": self.id,
            "endpointId": endpoint.key,
            "etag": "1",
            **settings,
            "createdAt": self._time(),
            "updatedAt": self._time(),
        }
        now, hardware = self._now(), hardware_of(data["hardware"])
        runs = data["autoscaling"]["maxReplicas"] > 0
        course = _started(hardware, now) if runs else Course.still("STOPPED", now)
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
        mask = changed_fields(request, body, known)
        check_etag(one.data, body.get("etag"))
        changes = {name: body[name] for name in mask if name in body}
        check_settings(changes)
        if "name" in changes:
            changes["name"] = f"{one.data['name'].rpartition('/')[0]}/{changes['name']}"
        if "autoscaling" in changes:
            scaling = autoscaling(one.data["autoscaling"], changes["autoscaling"])
            one.course = self._scaled(one, scaling)
            changes["autoscaling"] = scaling
        self._change(one.data, changes)
        return self._show(one)

    async def _delete_deployment(self, request: Request) -> dict[str, Any]:
        endpoint, one = self._endpoint(request), self._deployment(request)
        check_etag(one.data, request.query_params.get("etag"))
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
            return _started(hardware_of(one.data["hardware"]), now)
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


def _sort_key(one: Endpoint | Deployment, order: str) -> Any:
    return (one.data["updatedAt"] if order == "updated_at" else one.data["createdAt"], one.number)


def _times(data: dict[str, Any]) -> dict[str, str]:
    return {"created_at": data["createdAt"], "updated_at": data["updatedAt"]}
