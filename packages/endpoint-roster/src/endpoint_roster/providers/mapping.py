"""How the items of an answer become endpoints: one table for each sort of item."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import fields
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

from ..errors import AnswerError
from ..models import Endpoint, RateLimit, Replicas
from . import normalize
from .steps import Call, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from endpoint_roster_core.operations import Request

    from ..account import Account
    from ..models import EndpointState
    from .steps import Steps

    _Table = dict[str | tuple[str, ...], Any]

#: The source of a field that the listing knows: a keyword of ``EndpointMapping.page``, for all
#: items; or it is set afterwards.
GIVEN: Final = object()

#: How a value is read, by the type of the field that it is for. Common ones are written out where
#: a function of ``normalize`` would do: this runs once for each of many endpoints.
_READ = {
    "str": 'v if type(v := {}) is str else ""',
    "str | None": "v if type(v := {}) is str and v else None",
    "int | None": "v if type(v := {}) is int and 0 <= v <= most else None",
    "float | None": "number({})",
    "datetime | None": (
        "v if type(v := {}) is datetime and v.tzinfo is UTC and first <= v < last"
        " else at(v, UTC) if type(v) is int and first_second <= v < milliseconds else moment(v)"
    ),
}
#: Values of fields without a source, where it is not None.
_EMPTY = {"prices": "[]", "tags": "{}"}
#: The types of fields whose source may be a table too.
_RECORDS = {"replicas": Replicas, "rate_limit": RateLimit}
#: Items from which on it pays to pause the collector of garbage.
_MANY = 50


class _Nothing:
    """What stands for an object that an item lacks: its attributes are None."""

    def __getattr__(self, name: str) -> None:
        return None


_NAMES = {
    "Endpoint": Endpoint,
    "RateLimit": RateLimit,
    "Replicas": Replicas,
    "UTC": UTC,
    "at": datetime.fromtimestamp,
    "datetime": datetime,
    "first": normalize.FIRST_TIME,
    "first_second": int(normalize.FIRST_TIME.timestamp()),
    "last": normalize.LAST_TIME,
    "milliseconds": normalize.MILLISECONDS_FROM,
    "moment": normalize.moment,
    "most": normalize.LARGEST,
    "new": object.__new__,
    "nothing": _Nothing(),
    "number": normalize.number,
    "plain": normalize.PLAIN,
}


class EndpointMapping:
    """What of an item becomes which field of an ``Endpoint``.

    A source is an attribute of the item (``"name"``), or of an object in it (``"status.message"``);
    several of them, of which the first that has a value counts; a function of the item; or
    ``GIVEN``. That of ``replicas`` and ``rate_limit`` can be a table itself, of sources by their
    fields, or of a function by several fields whose values it returns; without any value the field
    is None. A value that does not fit its field is left out, and stays in ``Endpoint.raw``. Without
    a source, the field ``state`` follows from ``provider_state``.

    Args:
        states: What the provider's words for states mean.
        **sources: The source of each field that the provider can fill in.

    Attributes:
        fields: These fields and ``state``, without ``id``.

    Raises:
        TypeError: An endpoint has no such field.
    """

    def __init__(self, states: Mapping[str | None, EndpointState], **sources: Any) -> None:
        known = [field.name for field in fields(Endpoint)]
        for name in sources.keys() - {*known}:
            raise TypeError(f"an endpoint has no field {name!r}")
        filled = sources.keys() - {"id"} | {"state"}
        self.fields = tuple(name for name in known if name in filled)
        self._states = states
        self._sources = sources | {"provider": GIVEN, "account": GIVEN}

    def pages(self, request: Request[Any], account: Account, attempted: str, **given: Any) -> Steps:
        """Send a request, and the next as long as an answer names one; yield the pages.

        Args:
            request: The first request of an operation with pages; where the items and the cursor
                are is a fact of the operation.
            account: The account that is listed.
            attempted: What this is, for messages.
            **given: As for ``page``.

        Raises:
            AnswerError: There is no list, or another page that is not named.
        """
        from endpoint_roster_core.paging import value_at  # not before the first listing

        paging: Any = request.operation.paging
        source, parameter = paging.cursor
        following: Request[Any] | None = request
        number = 1
        while following:
            place = f", page {number}" if source else ""
            answer = yield Call(following, f"{attempted}{place}")
            cursor = normalize.text(value_at(answer, source))
            more = value_at(answer, paging.more) is True if paging.more else cursor is not None
            page = self.page(value_at(answer, paging.items), account, **given)
            yield page._replace(more=more)
            if more and not cursor:
                raise AnswerError(
                    "the answer says that there is more, but not where",
                    "Try again; if it lasts, report it to the provider.",
                    "missing_items",
                )
            following = request.with_changes(query={parameter: cursor}) if more else None
            number += 1

    def page(self, items: object, account: Account, **given: Any) -> Page:
        """Make a page of the items of an answer.

        Args:
            items: What the answer has where the list of items belongs.
            account: The account that is listed.
            **given: The fields whose source is ``GIVEN``.

        Raises:
            AnswerError: There is no list.
        """
        from endpoint_roster_core.collector import collector_paused  # not before the first listing

        if not isinstance(items, list):
            raise AnswerError(
                "the answer has no list of endpoints",
                "Check that base_url is the address of the provider's API.",
                "decode",
            )
        found = cast("list[Any]", items)
        # Everything made here lives on.
        with collector_paused() if len(found) >= _MANY else nullcontext():
            made = self._read(found, provider=account.provider, account=account.label, **given)
        return Page(made, len(found) - len(made))

    def one(self, item: object, account: Account, **given: Any) -> Endpoint | None:
        """Make an endpoint of one item; None if it is not an object."""
        made = self._read([item], provider=account.provider, account=account.label, **given)
        return made[0] if made else None

    @cached_property
    def _read(self) -> Callable[..., list[Endpoint]]:
        """The table as a function, compiled as attrs compiles constructors: the quickest way."""
        names: dict[str, Any] = {**_NAMES, "states": self._states}
        given: list[str] = []
        lines: dict[str, None] = {}  # without repetition: fields may be of the same inner object
        for name, kind in ((field.name, str(field.type)) for field in fields(Endpoint)):
            source: Any = self._sources.get(name)
            if source is GIVEN:
                given.append(f"{name}=None")
                lines[f"made.{name} = {name}"] = None
            elif isinstance(source, dict):
                lines[f"made.{name} = {name} = new({_RECORDS[name].__name__})"] = None
                places = _read_record(name, cast("_Table", source), names, lines)
                lines[f"if {' is '.join(places)} is None: made.{name} = None"] = None
            elif name != "raw":
                value = _value(source, name, kind, names, lines)
                lines[f"made.{name} = {value}"] = None
        if "state" not in self._sources:
            lines["made.state = states[made.provider_state]"] = None
        indented = f"\n{' ' * 12}".join(lines)
        text = f"""
def read(items, *, {", ".join(given)}):
    endpoints = []
    for item in items:
        if type(item) not in plain:
            made = new(Endpoint)
            {indented}
            made.raw = item
            endpoints.append(made)
    return endpoints
"""
        exec(compile(text, f"<{type(self).__name__}>", "exec"), names)  # noqa: S102 - our own table
        return names["read"]


def _read_record(
    record: str, table: _Table, names: dict[str, Any], lines: dict[str, None]
) -> list[str]:
    """Return the places of a record's fields, for each of which lines get its value."""
    kinds = {one.name: str(one.type) for one in fields(_RECORDS[record])}
    places = {one: f"{record}.{one}" for one in kinds}
    single = dict.fromkeys(kinds) | table
    for several in [key for key in table if isinstance(key, tuple)]:
        value = _value(single.pop(several), record, "", names, lines)
        lines[f"{', '.join(places[one] for one in several)} = {value}"] = None
        for one in several:
            del single[one]
    for one, kind in kinds.items():
        if one in single:
            value = _value(single[one], places[one], kind, names, lines)
            lines[f"{places[one]} = {value}"] = None
    return list(places.values())


def _value(
    source: Any, field: str, kind: str, names: dict[str, Any], lines: dict[str, None]
) -> str:
    """Return an expression for the value of a field; names and lines get what it needs."""
    if callable(source):
        function = f"read_{field.replace('.', '_')}"
        names[function] = source
        return f"{function}(item)"
    if isinstance(source, tuple):
        several = cast("tuple[str, ...]", source)
        return " or ".join(f"({_value(one, field, kind, names, lines)})" for one in several)
    if not source:
        return _EMPTY.get(field, "None")
    place = "item"
    for inner in source.split(".")[:-1]:
        outer, place = place, f"{place}_{inner}"
        value = f"v if type(v := {outer}.{inner}) not in plain else nothing"
        lines[f"{place} = {value}"] = None
    return _READ[kind].format(f"{place}.{source.rpartition('.')[2]}")
