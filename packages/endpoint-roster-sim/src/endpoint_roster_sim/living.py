"""Clouds whose endpoints are created, changed and deleted, and change by themselves."""

import json
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from starlette.requests import Request

from .cloud import Cloud, Setting
from .fleets.store import Fleet, Record
from .life import Course
from .wire import RefusalError

F = TypeVar("F")


@dataclass
class Thing:
    """Something with a life.

    Attributes:
        key: What it is found by.
        data: What is known of it, its state aside.
        course: Where it is in its life.
        shown: The state that the list shows.
    """

    key: str
    data: dict[str, Any]
    course: Course
    shown: str = ""


class LivingCloud(Cloud[Fleet[F]]):
    """A cloud whose list follows the lives of its endpoints.

    The list is a fleet of ready JSON texts. An endpoint that is created or read becomes an object,
    and the list changes with it; all others stay text.
    """

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._things: dict[str, Thing] = {}

    def _restart(self) -> None:
        super()._restart()
        self._things.clear()

    # For the providers

    @abstractmethod
    def _awaken(self, item: dict[str, Any], now: datetime, /) -> Thing:
        """Make a thing of an endpoint as the list has it."""

    @abstractmethod
    def _record(self, thing: Thing, state: str, /) -> Record[F]:
        """Return how the list shows a thing."""

    def _now(self) -> datetime:
        return self._setting.clock()

    @property
    def fleet(self) -> list[dict[str, Any]]:
        """The endpoints that the account sees now, as dictionaries, new ones on each access."""
        self._ready_stock()
        self._follow()
        return super().fleet

    async def _listed(self) -> Fleet[F]:
        """Return the endpoints as they are now."""
        await self._get_stock()
        self._follow()
        return await self._get_stock()

    async def _find(self, key: str) -> Thing | None:
        """Return an endpoint by its key; None if it does not exist."""
        record = (await self._get_stock()).find(key)
        if record is None:
            return None
        if key not in self._things:
            now = self._now()
            thing = self._awaken(json.loads(record.wire), now)
            thing.shown = thing.course.at(now)
            self._things[key] = thing
        return self._things[key]

    def _keep(self, thing: Thing) -> None:
        """Show a new thing on top of the list, or one that has changed in its place."""
        self._things[thing.key] = thing
        self._show(thing, self._now())

    def _remove(self, thing: Thing) -> None:
        """Take a thing off the list."""
        del self._things[thing.key]
        with self._making:
            self._stock = self._changeable().without(thing.key)

    def _follow(self) -> None:
        """Let the list show the states that have come since."""
        now = self._now()
        for thing in [*self._things.values()]:
            if thing.course.at(now) != thing.shown:
                self._show(thing, now)

    def _show(self, thing: Thing, now: datetime) -> None:
        thing.shown = thing.course.at(now)
        with self._making:
            self._stock = self._changeable().with_record(self._record(thing, thing.shown))

    def _without_first(self, stock: Fleet[F]) -> Fleet[F]:
        rest = super()._without_first(stock)
        for key in [key for key in self._things if rest.find(key) is None]:
            del self._things[key]
        return rest

    def _with_changed(
        self, stock: Fleet[F], item: Mapping[str, Any], changed: Mapping[str, Any]
    ) -> Fleet[F]:
        fleet = super()._with_changed(stock, item, changed)
        now = self._now()
        awake = self._awaken(dict(changed), now)
        if thing := self._things.get(awake.key):
            thing.course, thing.shown = awake.course, awake.course.at(now)
        return fleet


async def json_object(request: Request, code: str) -> dict[str, Any]:
    """Return the body of a request, which has to be a JSON object.

    Raises:
        RefusalError: It is not; with this code of the provider.
    """
    try:
        body: object = json.loads(await request.body())
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise RefusalError(400, code, "The body is not a JSON object.")
    return body  # pyright: ignore[reportUnknownVariableType]
