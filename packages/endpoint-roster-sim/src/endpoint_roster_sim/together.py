"""Together: dedicated endpoints of version 1, projects of version 2, bearer key."""

from collections.abc import Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .cloud import Setting, json_response
from .fleets import together as fleets
from .fleets.draw import Draw, utc_text
from .fleets.store import Fleet, Record, to_json, with_list
from .fleets.together_hardware import BY_ID, HARDWARE, REGIONS
from .life import Course
from .living import LivingCloud, Thing, json_object
from .together_projects import Projects
from .wire import RefusalError, bearer_token, same

_INVALID = "invalid_request_error"
_WRONG_KEY = "invalid_api_key"
_CLOSED = "endpoints_v1_create_access_disabled"
_QUOTA = "quota_exceeded"

# Most errors have a type and no code; these have both.
_TYPES = MappingProxyType(
    {
        _WRONG_KEY: _INVALID,
        _CLOSED: "forbidden",
        _QUOTA: "forbidden",
        "ABORTED": "ABORTED",
        "ALREADY_EXISTS": "ALREADY_EXISTS",
        "FAILED_PRECONDITION": "FAILED_PRECONDITION",
    }
)

# How long the passing states last, in seconds.
_PENDING, _STARTING, _STOPPING = 1.0, 4.0, 2.0


class _Filters(NamedTuple):
    type: str | None
    usage_type: str | None
    mine: bool

    def keeps(self, facets: fleets.Facets) -> bool:
        return (
            (self.type is None or facets.type == self.type)
            and (self.usage_type is None or facets.usage_type == self.usage_type)
            and (not self.mine or facets.owner == fleets.OWNER)
        )


class TogetherCloud(LivingCloud[fleets.Facets]):
    """Together, simulated: the life of endpoints in version 1, and of deployments in version 2.

    A new endpoint is PENDING for a second, STARTING for four, then STARTED, or ERROR on hardware
    that is not available; stopping takes two seconds. ``fleet`` is the list of version
    1; version 2 is empty until something is created in it.

    Attributes:
        api_key: The key that is accepted.
        projects: Version 2: the projects and what is in them.
        v1: ``open``; ``closed``: nothing more can be created or started in version 1; or
            ``gone``: all its requests for endpoints answer 410.
        quota: How many more endpoints and deployments may be created; None for no limit.
    """

    provider = "together"
    _codes = MappingProxyType(
        {
            400: _INVALID,
            401: _WRONG_KEY,
            402: "credit_limit",
            403: "forbidden",
            404: "not_found",
            429: "dynamic_request_limited",
            500: "server_error",
            503: "service_unavailable",
        }
    )
    _root = "/v1"
    _state = ("state",)

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.api_key = f"tgp_v1_sim_{self._draw('credentials').hexadecimal(32)}"
        self.v1: Literal["open", "closed", "gone"] = "open"
        self.quota: int | None = None
        self._created = self._draw("created")
        self.projects = Projects(self._draw("projects"), self._now, self._count)

    @property
    def project_id(self) -> str:
        """The project that the key belongs to."""
        return self.projects.id

    def _credentials(self) -> dict[str, Any]:
        return {"api_key": self.api_key, "project_id": self.project_id}

    def _restart(self) -> None:
        super()._restart()
        self.projects.clear()

    def _routes(self) -> Sequence[Route]:
        one = "/v1/endpoints/{endpoint_id}"
        return [
            Route("/v1/endpoints", self._list, methods=["GET"]),
            Route("/v1/endpoints", self._create, methods=["POST"]),
            Route(one, self._get, methods=["GET"]),
            Route(one, self._update, methods=["PATCH"]),
            Route(one, self._delete, methods=["DELETE"]),
            Route("/v1/hardware", self._hardware, methods=["GET"]),
            Route("/v1/clusters/availability-zones", self._zones, methods=["GET"]),
            *self.projects.routes(self._check_key),
        ]

    def _make_stock(self, setting: Setting, /) -> Fleet[fleets.Facets]:
        return fleets.make(setting.seed, setting.endpoints, setting.epoch)

    # Version 1

    async def _list(self, request: Request) -> Response:
        self._check_version_1(request)
        filters = _Filters(
            type=_choice(request, "type", ("dedicated", "serverless")),
            usage_type=_choice(request, "usage_type", ("on-demand", "reserved")),
            # An old SDK writes True.
            mine=_choice(request, "mine", ("true", "false"), fold=True) == "true",
        )
        endpoints = (await self._listed()).select(filters, filters.keeps)
        return json_response(with_list({"object": "list"}, "data", endpoints))

    async def _get(self, request: Request) -> Response:
        self._check_version_1(request)
        return self._answer(await self._dedicated(request))

    async def _create(self, request: Request) -> Response:
        self._check_version_1(request)
        if self.v1 == "closed":
            raise _closed()
        body = await json_object(request, _INVALID)
        for name in ("model", "hardware"):
            if not isinstance(body.get(name), str) or not body[name]:
                raise _invalid(name, "must be given")
        wanted = body.get("state", "STARTED")
        _check_settings(body, {"min_replicas": None, "max_replicas": None})
        hardware = BY_ID.get(body["hardware"])
        if hardware is None:
            what = f"Unknown hardware {body['hardware']}."
            raise RefusalError(404, "not_found", what, parameter="hardware")
        await self._listed()
        self._count()
        now = self._now()
        draw = self._created
        name = f"{fleets.OWNER}/{body['model']}-{draw.hexadecimal(8)}"
        data: dict[str, Any] = {
            "object": "endpoint",
            "id": f"endpoint-{draw.uuid()}",
            "name": name,
            "display_name": body.get("display_name") or name,
            "model": body["model"],
            "hardware": hardware.id,
            "type": "dedicated",
            "owner": fleets.OWNER,
            "autoscaling": dict(body["autoscaling"]),
            "created_at": _time_text(now),
        }
        course = Course(now, (("PENDING", _PENDING),), "STOPPED")
        if wanted == "STARTED":
            end = "STARTED" if hardware.status == "available" else "ERROR"
            course = Course(now, (("PENDING", _PENDING), ("STARTING", _STARTING)), end)
        thing = Thing(data["id"], data, course)
        self._keep(thing)
        return self._answer(thing)

    async def _update(self, request: Request) -> Response:
        self._check_version_1(request)
        thing = await self._dedicated(request)
        self._check_owner(thing)
        body = await json_object(request, _INVALID)
        _check_settings(body, thing.data["autoscaling"])
        state, now = thing.course.at(self._now()), self._now()
        wanted = body.get("state")
        if wanted == "STARTED" and state not in ("PENDING", "STARTING", "STARTED"):
            if self.v1 == "closed":
                raise _closed()
            is_there = BY_ID[thing.data["hardware"]].status == "available"
            thing.course = Course(
                now, (("STARTING", _STARTING),), "STARTED" if is_there else "ERROR"
            )
        elif wanted == "STOPPED" and state not in ("STOPPING", "STOPPED"):
            thing.course = Course(now, (("STOPPING", _STOPPING),), "STOPPED")
        if "display_name" in body:
            thing.data["display_name"] = body["display_name"]
        if "autoscaling" in body:
            thing.data["autoscaling"] = {**thing.data["autoscaling"], **body["autoscaling"]}
        self._keep(thing)
        return self._answer(thing)

    async def _delete(self, request: Request) -> Response:
        self._check_version_1(request)
        thing = await self._dedicated(request)
        self._check_owner(thing)
        self._remove(thing)
        return Response(status_code=204)

    async def _hardware(self, request: Request) -> Response:
        self._check_version_1(request)
        with_status = "model" in request.query_params
        updated = _time_text(self._setting.epoch)
        data = [
            {
                "object": "hardware",
                "id": one.id,
                "pricing": {"cents_per_minute": round(one.cents_per_hour / 60, 2)},
                "specs": {
                    "gpu_type": one.gpu,
                    "gpu_link": one.link,
                    "gpu_memory": one.memory,
                    "gpu_count": one.gpus,
                },
                **({"availability": {"status": one.status}} if with_status else {}),
                "updated_at": updated,
            }
            for one in HARDWARE
        ]
        return json_response(to_json({"object": "list", "data": data}))

    async def _zones(self, request: Request) -> Response:
        self._check_key(request)
        return json_response(to_json({"avzones": list(REGIONS)}))

    def _awaken(self, item: dict[str, Any], now: datetime, /) -> Thing:
        draw = Draw(self.provider, self._setting.seed, item["id"])  # the same each time
        low = draw.between(1, 2)
        data = {name: value for name, value in item.items() if name != "state"}
        data["display_name"] = item["name"].rpartition("/")[2]
        data["hardware"] = draw.pick(HARDWARE[:-1]).id
        data["autoscaling"] = {"min_replicas": low, "max_replicas": low + draw.below(3)}
        return Thing(item["id"], data, Course.still(item["state"], now))

    def _record(self, thing: Thing, state: str, /) -> Record[fleets.Facets]:
        data = thing.data
        names = ("object", "id", "name", "model", "type", "owner")
        listed = {name: data[name] for name in names}
        item = {**listed, "state": state, "created_at": data["created_at"]}
        known = None if self._stock is None else self._stock.find(thing.key)
        facets = known.facets if known else fleets.Facets("dedicated", "on-demand", fleets.OWNER)
        return Record(facets, to_json(item), thing.key)

    async def _dedicated(self, request: Request) -> Thing:
        thing = await self._find(request.path_params["endpoint_id"])
        if thing is None or thing.data["type"] != "dedicated":
            raise RefusalError(404, "not_found", "No dedicated endpoint has this id.")
        return thing

    def _answer(self, thing: Thing) -> Response:
        return json_response(to_json({**thing.data, "state": thing.course.at(self._now())}))

    def _check_version_1(self, request: Request) -> None:
        self._check_key(request)
        if self.v1 == "gone":
            raise RefusalError(410, "gone", "Version 1 of the endpoints has been switched off.")

    def _check_owner(self, thing: Thing) -> None:
        if thing.data["owner"] != fleets.OWNER:
            raise RefusalError(403, "forbidden", "The endpoint belongs to another account.")

    # Both versions

    def _check_key(self, request: Request) -> None:
        token = bearer_token(request)
        if token is None or not same(token, self.api_key):
            what = "No API key was sent." if token is None else "The API key is not valid."
            raise RefusalError(401, _WRONG_KEY, what)

    def _count(self) -> None:
        """Count something that is created."""
        if self.quota is not None:
            if self.quota <= 0:
                raise RefusalError(403, _QUOTA, "The account may have no more of them.")
            self.quota -= 1

    def _no_route(self, status: int, /) -> RefusalError:
        what = "no such route" if status == 404 else "no such method on this route"
        return RefusalError(status, _INVALID, f"There is {what}.")

    def _refuse(self, refusal: RefusalError, _request: Request, /) -> Response:
        error = {
            "message": refusal.message,
            "type": _TYPES.get(refusal.code, refusal.code),
            "param": refusal.parameter,
            "code": refusal.code if refusal.code in _TYPES else None,
        }
        return json_response(to_json({"error": error}), refusal.status)


def _check_settings(body: dict[str, Any], before: dict[str, Any]) -> None:
    """Refuse settings of an endpoint that are out of range; ``before`` are its bounds so far."""
    if body.get("state", "STARTED") not in ("STARTED", "STOPPED"):
        raise _invalid("state", "must be STARTED or STOPPED")
    if not isinstance(body.get("display_name", ""), str):
        raise _invalid("display_name", "must be a string")
    timeout: object = body.get("inactive_timeout")
    if timeout is not None and not _is_count(timeout):
        raise _invalid("inactive_timeout", "must be an integer of 0 or more, or null")
    given: object = body.get("autoscaling", {})
    bounds: dict[str, Any] = {**before, **given} if isinstance(given, dict) else {}
    low: Any = bounds.get("min_replicas")
    high: Any = bounds.get("max_replicas")
    if not (_is_count(low) and _is_count(high)) or low > high:
        raise _invalid("autoscaling", "must have min_replicas, and max_replicas not below")


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _time_text(moment: datetime) -> str:
    return utc_text(int(moment.timestamp()), f"%Y-%m-%dT%H:%M:%S.{moment.microsecond // 1000:03}Z")


def _closed() -> RefusalError:
    return RefusalError(403, _CLOSED, "Version 1 is closed: use a project's endpoints.")


def _invalid(parameter: str, what: str) -> RefusalError:
    return RefusalError(400, _INVALID, f"{parameter} {what}.", parameter=parameter)


def _choice(
    request: Request, name: str, options: tuple[str, ...], *, fold: bool = False
) -> str | None:
    value = request.query_params.get(name)
    if value is None:
        return None
    value = value.lower() if fold else value
    if value not in options:
        raise _invalid(name, f"must be one of {', '.join(options)}")
    return value
