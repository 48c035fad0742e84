"""Huawei Cloud's custom endpoints: names with limits of their own, and their life."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from starlette.requests import Request

from .fleets.draw import Draw
from .life import Course
from .living import Thing, json_object
from .wire import RefusalError

INVALID = "ModelArts.0104"
_USED_NAME, _BAD_NAME, _UNKNOWN = "ModelArts.6271", "ModelArts.6274", "ModelArts.6291"
_QUOTA, _NOT_MOUNTED = "ModelArts.6297", "ModelArts.6613"

OF_MAAS, OF_MODELARTS = "custom_from_maas", "custom_from_modelarts_v2"
QUANTITY_LIMIT = 30
_PATH = "/v1/{project_id}/maas/services/custom-endpoint"
_NAME = re.compile(r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff._-]{0,63}")

# How long the passing states last, in seconds.
_DEPLOYING, _STOPPING = 1.0, 1.0

Handler = Callable[[Request], Awaitable[dict[str, Any] | None]]


class Model(NamedTuple):
    """A built-in model and its limits per minute."""

    name: str
    rpm: int
    tpm: int


MODELS = {
    model.name: model
    for model in (
        Model("deepseek-v3.2", 300, 500_000),
        Model("qwen3-32b", 700, 500_000),
        Model("glm-5", 60, 200_000),
    )
}


class CustomEndpoints:
    """The custom endpoints of the simulated account, of which there are none at first.

    A new one is deploying for a second, then running; deactivating takes a second, and so does
    activating. To activate what is active, or to deactivate what is not, changes nothing.

    Args:
        draw: Where identifiers come from.
        now: Returns the present time.
        find_service: Returns the ModelArts service of a region and an id; None if there is none.

    Attributes:
        quantity_limit: How many there may be at once.
    """

    def __init__(
        self,
        draw: Draw,
        now: Callable[[], datetime],
        find_service: Callable[[str, str], Awaitable[dict[str, Any] | None]],
    ) -> None:
        self.quantity_limit = QUANTITY_LIMIT
        self._draw = draw
        self._now = now
        self._find_service = find_service
        self._things: dict[str, Thing] = {}
        self._used_names: set[str] = set()

    def clear(self) -> None:
        """Forget all of them, and their names."""
        self._things.clear()
        self._used_names.clear()

    def items(self) -> list[dict[str, Any]]:
        """Return all of them as sent, newest first, new dictionaries on each call."""
        now = self._now()
        things = reversed(self._things.values())
        return [{**thing.data, "status": thing.course.at(now)} for thing in things]

    def handlers(self) -> Sequence[tuple[str, str, Handler]]:
        """Return method, path and function of each operation; None is an answer without a body."""
        one = _PATH + "/endpoint/{custom_endpoint_id}"
        return (
            ("GET", _PATH + "/endpoint", self._list),
            ("POST", _PATH + "/endpoint", self._create),
            ("PUT", one, self._update),
            ("DELETE", one, self._delete),
            ("PUT", _PATH + "/control/{custom_endpoint_id}", self._control),
        )

    async def _list(self, _: Request) -> dict[str, Any]:
        items = self.items()
        return {
            "total": len(items),
            "count": str(len(items)),
            "items": items,
            "quantity_limit": self.quantity_limit,
        }

    async def _create(self, request: Request) -> dict[str, Any]:
        body = await json_object(request, INVALID)
        source = _word(body, "source", (OF_MAAS, OF_MODELARTS))
        name = self._unused_name(_needed(body, "endpoint_name"))
        if source == OF_MAAS:
            model = _model(_needed(body, "model_name"))
        else:
            model = None
            await self._check_service(_needed(body, "region"), _needed(body, "infer_service_id"))
        changes = _settings(body, model)
        if len(self._things) >= self.quantity_limit:
            message = f"The account has its {self.quantity_limit} custom endpoints."
            raise RefusalError(400, _QUOTA, message)
        key = self._draw.uuid()
        data: dict[str, Any] = {
            "id": key,
            "source": source,
            "cbc_status": "normal",
            "endpoint_name": name,
            "remark": "",
            "rpm": None,
            "tpm": None,
            "served_model_name": model.name if model else None,
            "model_version_id": "",
            "resident_model_id": self._draw.uuid() if model else "",
            "moderation": True,
            **changes,
        }
        self._used_names.add(name)
        self._things[key] = Thing(key, data, self._activation())
        return {"id": key}

    async def _update(self, request: Request) -> None:
        thing = self._named(request, 400)
        body = await json_object(request, INVALID)
        changes = _settings(body, MODELS.get(thing.data["served_model_name"] or ""))
        if (name := _text(body, "endpoint_name")) is not None:
            if name != thing.data["endpoint_name"]:
                self._unused_name(name)
            self._used_names.add(name)
            changes["endpoint_name"] = name
        thing.data |= changes

    async def _delete(self, request: Request) -> None:
        del self._things[self._named(request, 400).key]

    async def _control(self, request: Request) -> None:
        thing = self._named(request, 404)
        body = await json_object(request, INVALID)
        action = _word(body, "action", ("activate", "deactivate"))
        is_active = thing.course.final == "running"
        if action == "activate" and not is_active:
            thing.course = self._activation()
        if action == "deactivate" and is_active:
            thing.course = Course(self._now(), (("stopping", _STOPPING),), "stopped")

    def _activation(self) -> Course:
        return Course(self._now(), (("deploying", _DEPLOYING),), "running")

    def _named(self, request: Request, status: int) -> Thing:
        thing = self._things.get(request.path_params["custom_endpoint_id"])
        if thing is None:
            raise RefusalError(status, _UNKNOWN, "The custom endpoint does not exist.")
        return thing

    def _unused_name(self, name: str) -> str:
        if not _NAME.fullmatch(name):
            message = "endpoint_name must be a letter, then letters, digits, '.', '-' and '_'."
            raise RefusalError(400, _BAD_NAME, message)
        if name in self._used_names:
            message = "A custom endpoint has or had this name; choose another one."
            raise RefusalError(400, _USED_NAME, message)
        return name

    async def _check_service(self, region: str, key: str) -> None:
        service = await self._find_service(region, key)
        if service is None:
            raise _invalid("infer_service_id", "is not a service of this region")
        if service["auth_type"] != "NONE":
            message = "The service must take calls without authentication."
            raise RefusalError(400, _NOT_MOUNTED, message)


def _model(name: str) -> Model:
    model = MODELS.get(name)
    if model is None:
        raise _invalid("model_name", "is not a model of MaaS")
    return model


def _settings(body: Mapping[str, Any], model: Model | None) -> dict[str, Any]:
    """Return the fields that can be changed, those that are there."""
    changes: dict[str, Any] = {}
    for name, most in (("rpm", model and model.rpm), ("tpm", model and model.tpm)):
        value: object = body.get(name)
        if value is None:
            continue
        if type(value) is not int or value < 1:
            raise _invalid(name, "must be a positive integer")
        if most is not None and value > most:
            raise _invalid(name, f"must be at most {most}, the limit of the model")
        changes[name] = value
    if (remark := _text(body, "remark")) is not None:
        if len(remark) > 256:
            raise _invalid("remark", "must have at most 256 characters")
        changes["remark"] = remark
    moderation: object = body.get("moderation")
    if moderation is not None:
        if type(moderation) is not bool:
            raise _invalid("moderation", "must be true or false")
        if not moderation:
            _needed(body, "agreement_id")
        changes["moderation"] = moderation
    return changes


def _text(body: Mapping[str, Any], name: str) -> str | None:
    value: object = body.get(name)
    if value is not None and not isinstance(value, str):
        raise _invalid(name, "must be a string")
    return value


def _needed(body: Mapping[str, Any], name: str) -> str:
    value = _text(body, name)
    if not value:
        raise _invalid(name, "is a required field")
    return value


def _word(body: Mapping[str, Any], name: str, words: tuple[str, ...]) -> str:
    value = _needed(body, name)
    if value not in words:
        raise _invalid(name, f"must be {' or '.join(words)}")
    return value


def _invalid(name: str, what: str) -> RefusalError:
    return RefusalError(400, INVALID, f"{name} {what}.")
