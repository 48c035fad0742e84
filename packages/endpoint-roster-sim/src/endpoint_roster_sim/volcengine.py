"""Volcengine Ark: signed actions, pages by number, and endpoints with a life."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Literal, cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .cloud import Setting, json_response
from .fleets import volcengine as fleets
from .fleets.draw import Draw, utc_text
from .fleets.store import Fleet, Record, to_json, with_list
from .keys import AccessKeys, TemporaryCredentials
from .life import Course
from .living import LivingCloud, Thing
from .volcengine_bodies import Creation, list_activations, read_change
from .volcengine_fields import needed
from .volcengine_filters import Filters
from .volcengine_signature import SERVICE, Signatures
from .wire import RefusalError

REGION = "cn-beijing"
VERSION = "2024-01-01"

# How long the passing states last, in seconds.
_CREATING, _STARTING, _STOPPING = 1.0, 4.0, 2.0
# What costs nothing any more, so that it may be started or deleted.
_AT_REST = ("Stopped", "Failed")
_NO_CAPACITY = "Nothing is left to run the model on."
# Of an endpoint, what the list does not show.
_UNLISTED = ("Moderation", "BatchOnly", "ScaleTierId", "SupportScaleTier")

# The numbers that the platform gives to its own codes; Ark's codes have none.
_NUMBERS = {
    "MissingParameter": 100002,
    "MissingAuthenticationToken": 100003,
    "MissingRequestInfo": 100004,
    "MissingSignature": 100005,
    "InvalidTimestamp": 100006,
    "ServiceNotFound": 100007,
    "InvalidActionOrVersion": 100008,
    "InvalidAccessKey": 100009,
    "SignatureDoesNotMatch": 100010,
    "AccessDenied": 100013,
    "FailToConnect": 100015,
    "InternalServiceTimeout": 100016,
}


class VolcengineCloud(LivingCloud[fleets.Facets]):
    """Volcengine Ark, simulated: ``POST /?Action=...&Version=2024-01-01``.

    A new endpoint is Creating for a second, Starting for four, then Running, or Failed for a model
    that nothing is left to run on; stopping takes two seconds.

    Attributes:
        region: The region whose signatures are accepted.
        access_key: The id of an access key that is accepted.
        secret_key: Its secret.
        temporary_credentials: Accepted as well, together with their session token.
        quota: How many more endpoints may be created; None for no limit.
        dry_runs: How a dry run that would succeed is answered: with the error
            ``DryRunOperation``, or with an ordinary answer.
        is_byteplus: Whether it answers as the documentation of BytePlus ModelArk has it: one
            endpoint in a field of its own, and units of prices in English.
    """

    provider = "volcengine"
    _codes = MappingProxyType(
        {
            400: "InvalidParameter",
            401: "AuthenticationError",
            403: "AccessDenied",
            404: "InvalidEndpointOrModel.NotFound",
            429: "AccountRateLimitExceeded",
            500: "InternalServiceError",
            502: "FailToConnect",
            503: "ServiceUnavailableTemp",
            504: "InternalServiceTimeout",
        }
    )

    _state = ("Status",)

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        draw = self._draw("credentials")
        self.region = REGION
        self.access_key = f"AKLTsim{draw.hexadecimal(24)}"
        self.secret_key = f"sim{draw.hexadecimal(40)}=="
        self.temporary_credentials = TemporaryCredentials(
            access_key=f"AKTPsim{draw.hexadecimal(24)}",
            secret_key=f"sim{draw.hexadecimal(40)}==",
            session_token=f"STSsim{draw.hexadecimal(80)}",
        )
        self.quota: int | None = None
        self.dry_runs: Literal["error", "answer"] = "error"
        self.is_byteplus = False
        keys = AccessKeys(self.access_key, self.secret_key, self.temporary_credentials)
        self._signatures = Signatures(keys, setting.clock)
        self._created = self._draw("created")
        self._actions: dict[str, Callable[[dict[str, Any]], Awaitable[bytes]]] = {
            "ListEndpoints": self._list,
            "GetEndpoint": self._get,
            "CreateEndpoint": self._create,
            "UpdateEndpoint": self._update,
            "StartEndpoint": self._start,
            "StopEndpoint": self._stop,
            "DeleteEndpoint": self._delete,
            "ListModelActivations": self._activations,
        }

    def _credentials(self) -> dict[str, Any]:
        return {
            "access_key": self.access_key,
            "secret_key": self.secret_key,
            "region": self.region,
        }

    def only_reads(self, request: Request) -> bool:
        """Whether a request only reads."""
        return request.query_params.get("Action", "").startswith(("Get", "List"))

    def _routes(self) -> Sequence[Route]:
        return [Route("/", self._act, methods=["POST"])]

    def _make_stock(self, setting: Setting, /) -> Fleet[fleets.Facets]:
        return fleets.make(setting.seed, setting.endpoints, setting.epoch)

    def _with_changed(
        self, stock: Fleet[fleets.Facets], item: Mapping[str, Any], changed: Mapping[str, Any]
    ) -> Fleet[fleets.Facets]:
        fleet = super()._with_changed(stock, item, changed)
        record = fleet.find(changed["Id"])
        assert record is not None  # noqa: S101 - it was changed just now
        facets = record.facets._replace(status=changed["Status"])  # Ark can filter by it
        return fleet.with_record(record._replace(facets=facets))

    async def _act(self, request: Request) -> Response:
        action = self._actions[self._action_of(request)]
        body = await request.body()
        self._signatures.check(request, body, self.region)
        result = await action(_json_object(request, body))
        metadata = self._metadata(request)
        text = b'{"ResponseMetadata":%b,"Result":%b}' % (to_json(metadata), result)
        return json_response(text, headers={"X-Tt-Logid": metadata["RequestId"]})

    # The actions: each takes a body and returns the text of its result.

    async def _list(self, body: dict[str, Any]) -> bytes:
        filters = Filters.read(body)
        fleet = await self._listed()
        found = fleet.select(filters.key, filters.keeps, backwards=filters.ascending)
        start = (filters.page_number - 1) * filters.page_size
        items = found[start : start + filters.page_size]
        head = {
            "TotalCount": len(found),
            "PageNumber": filters.page_number,
            "PageSize": filters.page_size,
        }
        # An empty list is left out, as servers written in Go do.
        return with_list(head, "Items", items) if items else to_json(head)

    async def _get(self, body: dict[str, Any]) -> bytes:
        thing = await self._named(body)
        shown = self._shown(thing, thing.course.at(self._now()))
        return to_json({"Endpoint": shown} if self.is_byteplus else shown)

    async def _create(self, body: dict[str, Any]) -> bytes:
        creation = Creation.read(body)
        await self._listed()
        if self.quota is not None and self.quota <= 0:
            raise RefusalError(429, "QuotaExceeded", "The account may have no more endpoints.")
        if creation.is_dry:
            if self.dry_runs == "error":
                raise RefusalError(400, "DryRunOperation", "The request would have succeeded.")
            return b"{}"
        if self.quota is not None:
            self.quota -= 1
        now = self._now()
        created = int(now.timestamp())
        model = creation.model
        data: dict[str, Any] = {
            "Id": fleets.identifier(created, self._created),
            **creation.data,
            "StatusReason": "",
            "CreateTime": utc_text(created),
            "UpdateTime": utc_text(created),
            "RollingId": "",
            "SupportRolling": model is not None,
            "BatchOnly": False,
            "ScaleTierId": "",
            "SupportScaleTier": model is not None,
        }
        passing = (("Creating", _CREATING), ("Starting", _STARTING))
        self._keep(Thing(data["Id"], data, Course(now, passing, _end(data))))
        return to_json({"Id": data["Id"]})

    async def _update(self, body: dict[str, Any]) -> bytes:
        thing = await self._named(body)
        self._change(thing, **read_change(body))
        return b"{}"

    async def _start(self, body: dict[str, Any]) -> bytes:
        thing, state = await self._with_state(body)
        if state not in _AT_REST:
            raise _forbidden(f"It is {state}, so that it cannot be started.")
        passing = (("Starting", _STARTING),)
        thing.course = Course(self._now(), passing, _end(thing.data))
        self._change(thing)
        return b"{}"

    async def _stop(self, body: dict[str, Any]) -> bytes:
        thing, state = await self._with_state(body)
        if state in (*_AT_REST, "Stopping"):
            raise _forbidden(f"It is {state}, so that it cannot be stopped.")
        thing.course = Course(self._now(), (("Stopping", _STOPPING),), "Stopped")
        self._change(thing)
        return b"null"

    async def _delete(self, body: dict[str, Any]) -> bytes:
        thing, state = await self._with_state(body)
        if state not in _AT_REST:
            raise _forbidden(f"It is {state}; stop it before it is deleted.")
        self._remove(thing)
        return b"{}"

    async def _activations(self, body: dict[str, Any]) -> bytes:
        head, items = list_activations(body, self._now(), abroad=self.is_byteplus)
        return to_json({**head, "Items": items} if items else head)

    # Endpoints with a life

    def _awaken(self, item: dict[str, Any], now: datetime, /) -> Thing:
        draw = Draw(self.provider, self._setting.seed, item["Id"])  # the same each time
        data = {name: value for name, value in item.items() if name != "Status"}
        data["Moderation"] = {"Strategy": draw.pick(("Default", "Basic"))}
        data["BatchOnly"] = draw.chance(10)
        data["ScaleTierId"] = f"st-{draw.hexadecimal(10)}" if draw.chance(10) else ""
        data["SupportScaleTier"] = item["EndpointModelType"] == "FoundationModel"
        return Thing(item["Id"], data, Course.still(item["Status"], now))

    def _record(self, thing: Thing, state: str, /) -> Record[fleets.Facets]:
        shown = self._shown(thing, state)
        item = {name: value for name, value in shown.items() if name not in _UNLISTED}
        return Record(fleets.facets_of(item), to_json(item), thing.key)

    def _shown(self, thing: Thing, state: str) -> dict[str, Any]:
        shown = {**thing.data, "Status": state}
        if state == "Failed" and thing.course.passing:  # it was to run
            shown["StatusReason"] = _NO_CAPACITY
        return shown

    def _change(self, thing: Thing, **fields: Any) -> None:
        """Change an endpoint, and note when."""
        thing.data |= {**fields, "UpdateTime": utc_text(int(self._now().timestamp()))}
        if thing.course.final != "Failed" and "StatusReason" in thing.data:
            thing.data["StatusReason"] = ""
        self._keep(thing)

    async def _named(self, body: dict[str, Any]) -> Thing:
        key = needed(body, "Id")
        await self._listed()
        thing = await self._find(key)
        if thing is None:
            what = f"The endpoint {key} does not exist."
            raise RefusalError(404, "InvalidEndpointOrModel.NotFound", what)
        return thing

    async def _with_state(self, body: dict[str, Any]) -> tuple[Thing, str]:
        thing = await self._named(body)
        return thing, thing.course.at(self._now())

    # What all actions have in common

    def _action_of(self, request: Request) -> str:
        for name, known in (("Action", tuple(self._actions)), ("Version", (VERSION,))):
            value = request.query_params.get(name)
            if not value:
                raise RefusalError(400, "MissingParameter", f"The parameter {name} is missing.")
            if value not in known:
                raise RefusalError(404, "InvalidActionOrVersion", "Unknown action or version.")
        return request.query_params["Action"]

    def _metadata(self, request: Request) -> dict[str, str]:
        moment = self._setting.clock().astimezone(UTC)
        return {
            "RequestId": f"{moment:%Y%m%d%H%M%S}{self._request_ids.hexadecimal(20).upper()}",
            "Action": request.query_params.get("Action", ""),
            "Version": request.query_params.get("Version", ""),
            "Service": SERVICE,
            "Region": self.region,
        }

    def _no_route(self, status: int, /) -> RefusalError:
        if status == 404:
            return RefusalError(404, "ServiceNotFound", "No service is on this path.")
        return RefusalError(405, "MethodNotAllowed", "This action takes POST only.")

    def _refuse(self, refusal: RefusalError, request: Request, /) -> Response:
        error: dict[str, object] = {"Code": refusal.code, "Message": refusal.message}
        if refusal.code in _NUMBERS:
            error["CodeN"] = _NUMBERS[refusal.code]
        metadata = self._metadata(request)
        body = to_json({"ResponseMetadata": metadata | {"Error": error}})
        return json_response(body, refusal.status, {"X-Tt-Logid": metadata["RequestId"]})


def _end(data: Mapping[str, Any]) -> str:
    """Return what an endpoint becomes that is started."""
    return "Failed" if fleets.is_scarce(data["ModelReference"]) else "Running"


def _forbidden(message: str) -> RefusalError:
    return RefusalError(403, "OperationDenied.EndpointStatus", message)


def _json_object(request: Request, body: bytes) -> dict[str, Any]:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise RefusalError(400, "InvalidParameter", "Content-Type must be application/json.")
    try:
        value: object = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise RefusalError(400, "InvalidParameter", "The body must be a JSON object.")
    return cast(dict[str, Any], value)
