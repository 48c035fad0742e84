"""Endpoints, failures and listings as JSON data, and listings made of such data again."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from types import UnionType
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin, get_type_hints

from endpoint_roster_core.models import Model
from endpoint_roster_core.times import read_time

from .errors import RosterError
from .models import Endpoint, EndpointState, Listing

if TYPE_CHECKING:
    from .models import Failure

_HAS_OFFSET = re.compile(r"([Zz]|[-+][0-9:]{5})$", re.ASCII)
_EXACT = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_Reader = Callable[[Any], Any]


class DataError(RosterError):
    """Data that no listing can be made of.

    Attributes:
        place: Where in the data, such as ``endpoints[3].created_at``; empty for all of it.
    """

    kind = "data"

    def __init__(self, cause: str, advice: str = "", place: str = "") -> None:
        super().__init__(cause, advice)
        self.args = (cause, advice, place)
        self.place = place


def to_dict(value: Endpoint | Failure | Listing) -> dict[str, Any]:
    """Return data that ``json.dumps`` takes, with every field, also those that are None.

    Times become RFC 3339 in UTC with ``Z``, prices exact decimal text, ``raw`` what the provider
    sent, with ``***`` for values that are secret, such as PPIO's environment variables. The JSON
    Schema of it is ``specs/roster/endpoint.yaml``.
    """
    return cast("dict[str, Any]", _plain(value))


def listing_from_dict(data: Mapping[str, Any]) -> Listing:
    """Return the listing that ``to_dict`` made the data of.

    ``raw`` stays plain data: which class it was is not in it. What a newer version may have
    written is no fault: keys that are not known here are left out, and a state that is not known
    becomes ``EndpointState.UNKNOWN``, whose word is kept in ``provider_state`` if that is empty.

    Args:
        data: As parsed from the JSON, YAML or the like that was written.

    Raises:
        DataError: Something is missing or of the wrong type; ``place`` says where.
    """
    try:
        return cast("Listing", _reader(Listing)(data))
    except _WrongError as error:
        place = "".join(reversed(error.steps)).removeprefix(".")
        raise DataError(
            f"{place or 'the data'} {error.fault}",
            "Give what to_dict or `roster list -o json` wrote.",
            place,
        ) from None


def _plain(value: Any) -> Any:
    if value is None or type(value) in (str, int, bool):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None  # JSON has no word for the others
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return _time(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Model):  # before all else that it is like: it knows its secrets
        return _plain(value.to_dict(hide_secrets=True))
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return {str(key): _plain(item) for key, item in items}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in cast("list[object]", value)]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    as_dict = getattr(value, "to_dict", None)
    return str(value) if as_dict is None else _plain(as_dict())


def _time(moment: datetime) -> str:
    text = moment.astimezone(UTC).isoformat()
    return f"{text.removesuffix('+00:00')}Z"


class _WrongError(Exception):
    """A value that does not fit; on its way out, each level adds its step to the place."""

    def __init__(self, fault: str, *steps: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.steps = [*steps]


@cache
def _reader(hint: Any) -> _Reader:
    """Return what reads a value of a type of the models."""
    if hint is Any:
        return _as_it_is
    if isinstance(hint, UnionType):
        (inner,) = (one for one in get_args(hint) if one is not type(None))
        return partial(_read_optional, _reader(inner))
    if get_origin(hint) is list:
        return partial(_read_list, _reader(get_args(hint)[0]))
    if get_origin(hint) is dict:
        return partial(_read_dict, _reader(get_args(hint)[1]))
    if hint is Endpoint:
        return partial(_read_endpoint, partial(_read_object, Endpoint, _members(Endpoint)))
    if is_dataclass(hint):
        return partial(_read_object, hint, _members(hint))
    return _SIMPLE[hint]


def _members(model: Any) -> list[tuple[str, _Reader, bool]]:
    """Return name and reader of each field of a model, and whether it must be there."""
    hints = get_type_hints(model)
    return [
        (one.name, _reader(hints[one.name]), one.default is one.default_factory is MISSING)
        for one in fields(model)
    ]


def _as_it_is(value: Any) -> Any:
    return value


def _read_optional(read: _Reader, value: Any) -> Any:
    return None if value is None else read(value)


def _read_list(read: _Reader, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _must_be("a list", value)
    made: list[Any] = []
    for item in cast("list[Any]", value):
        try:
            made.append(read(item))
        except _WrongError as error:
            error.steps.append(f"[{len(made)}]")
            raise
    return made


def _read_dict(read: _Reader, value: Any) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, item in _object(value).items():
        try:
            made[_read_text(name)] = read(item)
        except _WrongError as error:
            error.steps.append(f"[{name!r}]")
            raise
    return made


def _read_object(model: Any, members: list[tuple[str, _Reader, bool]], value: Any) -> Any:
    given = _object(value)
    made: dict[str, Any] = {}
    for name, read, required in members:
        if name not in given:
            if required:
                raise _WrongError("is missing", f".{name}")
            continue
        try:
            made[name] = read(given[name])
        except _WrongError as error:
            error.steps.append(f".{name}")
            raise
    return model(**made)


def _read_endpoint(read: _Reader, value: Any) -> Endpoint:
    endpoint: Endpoint = read(value)
    word = value.get("state")
    if endpoint.state is EndpointState.UNKNOWN and word not in (None, EndpointState.UNKNOWN.value):
        endpoint.provider_state = endpoint.provider_state or word
    return endpoint


def _object(value: Any) -> Mapping[Any, Any]:
    if not isinstance(value, Mapping):
        raise _must_be("an object", value)
    return cast("Mapping[Any, Any]", value)


def _read_text(value: Any) -> str:
    if not isinstance(value, str):
        raise _must_be("a text", value)
    return value


def _read_whole(value: Any) -> int:
    # A number such as 5.0 is whole in JSON.
    if isinstance(value, bool) or not (isinstance(value, int) or _is_whole(value)):
        raise _must_be("a whole number", value)
    return int(value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, float) and value.is_integer()


def _read_number(value: Any) -> float:
    try:
        if not isinstance(value, bool) and math.isfinite(value):
            return float(value)
    except (TypeError, OverflowError):
        pass
    raise _must_be("a number", value)


def _read_flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _must_be("true or false", value)
    return value


def _read_state(value: Any) -> EndpointState:
    try:
        return EndpointState(_read_text(value))
    except ValueError:
        return EndpointState.UNKNOWN


def _read_time(value: Any) -> datetime:
    try:
        found = read_time(_read_text(value))
        if found and _HAS_OFFSET.search(value):
            return found[0].astimezone(UTC)
    except OverflowError:
        pass
    raise _WrongError("must be a time with its offset, such as 2026-03-01T12:00:00Z")


def _read_exact(value: Any) -> Decimal:
    if not _EXACT.fullmatch(_read_text(value)):
        raise _WrongError("must be a text with an exact number, such as 0.00000055")
    return Decimal(value)


def _must_be(expected: str, value: Any) -> _WrongError:
    # The value itself is left out: it may be long, and is nobody's business.
    kind = cast("type[Any]", type(value))
    found = "null" if value is None else _NAMES.get(kind, kind.__name__)
    return _WrongError(f"must be {expected}, not {found}")


_NAMES: dict[type[Any], str] = {
    bool: "true or false",
    dict: "an object",
    float: "a number",
    int: "a number",
    list: "a list",
    str: "a text",
}
_SIMPLE: dict[Any, _Reader] = {
    bool: _read_flag,
    datetime: _read_time,
    Decimal: _read_exact,
    EndpointState: _read_state,
    float: _read_number,
    int: _read_whole,
    str: _read_text,
}
