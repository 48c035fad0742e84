"""PPIO, and Novita: pages by cursor, bearer key, and endpoints with a life."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .cloud import Setting, json_response
from .fleets import ppio as fleets
from .fleets.ppio_products import BY_ID, PRODUCTS, regions
from .fleets.store import Fleet, Record, to_json
from .life import Course
from .living import LivingCloud, Thing, json_object
from .ppio_bodies import read_change, read_creation
from .ppio_pages import Pages, invalid, number
from .wire import RefusalError, bearer_token, same

_INVALID = "INVALID_REQUEST_PARAMETER"

# How long the passing states last, in seconds.
_PENDING, _STARTING, _UPDATING, _STOPPING = 1.0, 4.0, 2.0, 2.0
_AT_REST = ("stopped", "stopping", "failed")
_NO_CAPACITY = "no machine is free for this product"


class _Filters(NamedTuple):
    keyword: str
    member_ids: frozenset[str]

    def keeps(self, facets: fleets.Facets) -> bool:
        return self.keyword in facets.haystack and (
            not self.member_ids or facets.member_id in self.member_ids
        )

    def text(self) -> str:
        return "\n".join([*sorted(self.member_ids), self.keyword])


class PpioCloud(LivingCloud[fleets.Facets]):
    """PPIO, simulated: ``/gpus/v2/endpoints``, ``/gpus/v2/products`` and ``/gpus/v2/regions``.

    A new endpoint is pending for a second, starting for four, then running, or failed on a product
    of which nothing is left. Two seconds take a change of what runs, and scaling to zero.

    Attributes:
        api_key: The key that is accepted.
        quota: How many more endpoints may be created; None for no limit.
        is_novita: Whether it answers as Novita does: prices in dollars, and its own codes for a
            key that is missing or wrong.
    """

    provider = "ppio"
    _codes = MappingProxyType(
        {
            400: _INVALID,
            401: "UNAUTHORIZED",
            403: "FORBIDDEN",
            404: "NOT_FOUND",
            429: "RATE_LIMIT_EXCEEDED",
            500: "UNKNOWN",
            503: "SERVICE_UNAVAILABLE",
            504: "GATEWAY_TIMEOUT",
        }
    )

    _state = ("status", "status")

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        draw = self._draw("credentials")
        self.api_key = f"sk_sim_{draw.hexadecimal(40)}"
        self.quota: int | None = None
        self.is_novita = False
        self._pages = Pages(draw.hexadecimal(32).encode())
        self._created = self._draw("created")

    def _credentials(self) -> dict[str, Any]:
        return {"api_key": self.api_key}

    def _routes(self) -> Sequence[Route]:
        all_of_them, one = "/gpus/v2/endpoints", "/gpus/v2/endpoints/{endpoint_id}"
        return [
            Route(all_of_them, self._list, methods=["GET"]),
            Route(all_of_them, self._create, methods=["POST"]),
            Route(one, self._get, methods=["GET"]),
            Route(one, self._update, methods=["PUT"]),
            Route(one, self._delete, methods=["DELETE"]),
            Route("/gpus/v2/products", self._products, methods=["GET"]),
            Route("/gpus/v2/regions", self._regions, methods=["GET"]),
        ]

    def _make_stock(self, setting: Setting, /) -> Fleet[fleets.Facets]:
        return fleets.make(setting.seed, setting.endpoints, setting.epoch)

    # The operations

    async def _list(self, request: Request) -> Response:
        self._check_key(request)
        parameters = request.query_params
        filters = _Filters(
            keyword=parameters.get("keyword", "").lower(),
            member_ids=_ids(parameters.get("member_ids", "")),
        )
        found = (await self._listed()).select(filters, filters.keeps)
        return json_response(self._pages.cut(found, parameters, filters.text()))

    async def _create(self, request: Request) -> Response:
        self._check_key(request)
        settings = read_creation(await json_object(request, _INVALID))
        await self._listed()
        if self.quota is not None:
            if self.quota <= 0:
                raise RefusalError(403, "QUOTA_EXCEEDED", "The account may have no more endpoints.")
            self.quota -= 1
        now, key = self._now(), f"ep-{self._created.hexadecimal(20)}"
        app_name = settings.get("app_name") or key
        team = fleets.Team.of(self._setting.seed)
        data: dict[str, Any] = {
            "id": key,
            "status": fleets.status("pending"),
            **settings,
            "app_name": app_name,
            "url": f"https://{key}-{app_name}.{settings['type']}-public.serverless.example.com",
            "workers": [],
            "member_id": team.members[0],
            "owner_id": team.owner,
            "created_at": int(now.timestamp()),
        }
        passing = (("pending", _PENDING), ("starting", _STARTING))
        if _is_off(data):
            passing = passing[:1]
        thing = Thing(key, data, Course(now, passing, _end(data)))
        self._keep_workers(thing)
        self._keep(thing)
        return json_response(to_json({"id": key}))

    async def _get(self, request: Request) -> Response:
        thing = await self._named(request)
        return json_response(to_json(_shown(thing, thing.course.at(self._now()))))

    async def _update(self, request: Request) -> Response:
        thing = await self._named(request)
        change = read_change(await json_object(request, _INVALID), thing.data)
        now, state = self._now(), thing.course.at(self._now())
        thing.data |= change
        if _is_off(thing.data):
            if state not in ("stopped", "stopping"):
                thing.course = Course(now, (("stopping", _STOPPING),), "stopped")
        elif state in _AT_REST and change.keys() & {"worker_config", "product_id", "image"}:
            thing.course = Course(now, (("starting", _STARTING),), _end(thing.data))
        elif change.keys() - {"name"} and (state == "running" or not thing.course.passing):
            thing.course = Course(now, (("updating", _UPDATING),), _end(thing.data))
        if thing.course.passing:
            self._keep_workers(thing)
        self._keep(thing)
        return json_response(b"{}")

    async def _delete(self, request: Request) -> Response:
        self._remove(await self._named(request))
        return json_response(b"{}")

    async def _products(self, request: Request) -> Response:
        self._check_key(request)
        parameters = request.query_params
        wanted = {
            "type": _word(request, "type", ("gpu", "cpu"), empty="gpu"),
            "category": _word(request, "category", ("serverless", "instance")),
        }
        found = [one.shown(abroad=self.is_novita) for one in PRODUCTS]
        found = [one for one in found if wanted.items() <= one.items()]
        if "billing_method" in parameters:
            method = _word(request, "billing_method", ("postpaid", "prepaid", "spot"))
            found = [one for one in found if method in one["billing_methods"]]
        for name in ("cpu", "memory_gb"):
            if name in parameters:
                size = number(name, parameters[name])
                found = [one for one in found if one["resource_spec"][name] == size]
        if "rootfs_size" in parameters:
            size = number("rootfs_size", parameters["rootfs_size"])
            found = [one for one in found if one["resource_spec"]["rootfs"]["max_gb"] >= size]
        if among := _ids(parameters.get("region_ids", "")):
            found = [one for one in found if not among.isdisjoint(one["region_ids"])]
        query = to_json({**parameters, "limit": "", "cursor": ""}).decode()
        page = self._pages.cut([to_json(one) for one in found], parameters, query)
        return json_response(page)

    async def _regions(self, request: Request) -> Response:
        self._check_key(request)
        found = [to_json(one) for one in regions()]
        return json_response(self._pages.cut(found, request.query_params, "regions"))

    # Endpoints with a life

    def _awaken(self, item: dict[str, Any], now: datetime, /) -> Thing:
        course = Course.still(item["status"]["status"], now)
        return Thing(item["id"], {"type": "async", **item}, course)

    def _record(self, thing: Thing, state: str, /) -> Record[fleets.Facets]:
        shown = _shown(thing, state)
        item = {name: value for name, value in shown.items() if name != "type"}
        return Record(fleets.facets_of(item), to_json(item), thing.key)

    def _with_changed(
        self, stock: Fleet[fleets.Facets], item: Mapping[str, Any], changed: Mapping[str, Any]
    ) -> Fleet[fleets.Facets]:
        fleet = super()._with_changed(stock, item, changed)
        if thing := self._things.get(changed["id"]):
            thing.data |= changed
        return fleet

    def _keep_workers(self, thing: Thing) -> None:
        """Have as many workers as the endpoint keeps without load."""
        wanted = thing.data["worker_config"]["min_replicas"]
        kept = thing.data["workers"][:wanted]
        made = [_sound(fleets.worker(self._created, thing.key)) for _ in range(wanted - len(kept))]
        thing.data["workers"] = kept + made

    async def _named(self, request: Request) -> Thing:
        self._check_key(request)
        await self._listed()
        thing = await self._find(request.path_params["endpoint_id"])
        if thing is None:
            raise RefusalError(404, "NOT_FOUND", "The endpoint does not exist.")
        return thing

    # What all operations have in common

    def _check_key(self, request: Request) -> None:
        token = bearer_token(request)
        if token is not None and same(token, self.api_key):
            return
        what = "No API key was sent." if token is None else "The API key is not accepted."
        status, code = 401, "UNAUTHORIZED"
        if self.is_novita:
            status, code = (400, "MISSING_API_KEY") if token is None else (403, "INVALID_API_KEY")
        raise RefusalError(status, code, what)

    def _no_route(self, status: int, /) -> RefusalError:
        if status == 404:
            return RefusalError(404, "NOT_FOUND", "Unknown route.")
        return RefusalError(405, "METHOD_NOT_ALLOWED", "The route does not take this method.")

    def _refuse(self, refusal: RefusalError, _request: Request, /) -> Response:
        error = {
            "code": refusal.status,
            "reason": refusal.code,
            "message": refusal.message,
            "metadata": {"parameter": refusal.parameter} if refusal.parameter else {},
        }
        return json_response(to_json(error), refusal.status)


def _shown(thing: Thing, state: str) -> dict[str, Any]:
    """Return an endpoint as it is sent in a state."""
    if not thing.course.passing:  # as it was found, or set
        return thing.data
    workers: list[dict[str, Any]] = thing.data["workers"]
    if state == "starting":
        workers = [one | {"status": fleets.status("starting"), "health": False} for one in workers]
    elif state == "stopping":
        workers = [one | {"drain": True} for one in workers]
    elif state in ("pending", "stopped", "failed"):
        workers = []
    status = fleets.status(state, _NO_CAPACITY if state == "failed" else "")
    return {**thing.data, "status": status, "workers": workers}


def _is_off(data: dict[str, Any]) -> bool:
    """Whether an endpoint is to have no workers whatever the load."""
    return data["worker_config"]["max_replicas"] == 0


def _end(data: dict[str, Any]) -> str:
    """Return what an endpoint becomes with its settings."""
    if _is_off(data):
        return "stopped"
    return "running" if BY_ID[data["product_id"]].is_left else "failed"


def _sound(worker: dict[str, Any]) -> dict[str, Any]:
    return worker | {"status": fleets.status("ready"), "health": True, "drain": False}


def _ids(text: str) -> frozenset[str]:
    return frozenset(one.strip() for one in text.split(",") if one.strip())


def _word(request: Request, name: str, options: tuple[str, ...], *, empty: str = "") -> str:
    value = request.query_params.get(name)
    if value == "" and empty:
        return empty
    if value not in options:
        raise invalid(name, f"must be {' or '.join(options)}")
    return value
