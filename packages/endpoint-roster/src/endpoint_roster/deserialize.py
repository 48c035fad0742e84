"""Listings made of the JSON data that ``serialize`` wrote."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from endpoint_roster_core.times import read_time

from .errors import RosterError
from .models import Endpoint, EndpointState, Listing

_HAS_OFFSET = re.compile(r"([Zz]|[-+][0-9:]{5})$", re.ASCII)
# Bounded, because what is read here is also printed: the models' own numbers are far smaller.
_EXACT = re.compile(r"-?[0-9]{1,64}(\.[0-9]{1,128})?", re.ASCII)
_LARGEST = 2**63 - 1


class DataError(RosterError):
    """Data that cannot be read as a listing.

    Attributes:
        place: Where in the data, such as ``endpoints[3].created_at``; empty for all of it.
    """

    kind = "data"

    def __init__(self, cause: str, advice: str = "", place: str = "") -> None:
        super().__init__(cause, advice)
        self.args = (cause, advice, place)
        self.place = place


def listing_from_dict(data: Mapping[str, Any]) -> Listing:
    """Return the listing that ``to_dict`` made the data of.

    ``raw`` stays plain data: which class it was is not in it. What a newer version may have
    written is accepted: keys that are not known here are left out, and a state that is not known
    becomes ``EndpointState.UNKNOWN``, whose word is kept in ``provider_state`` if that is empty.

    Args:
        data: As parsed from the JSON that was written.

    Raises:
        DataError: Something is missing or of the wrong type; ``place`` says where.
    """
    return cast("Listing", _read(Listing, data, ""))


def _read(hint: Any, value: Any, place: str) -> Any:
    """Return a value as a type of the models has it.

    Raises:
        DataError: It cannot be.
    """
    kind, inner = get_origin(hint) or hint, get_args(hint)
    if kind is Any:
        return value
    if kind is UnionType:
        return None if value is None else _read(inner[0], value, place)
    if is_dataclass(kind):
        return _read_object(kind, _checked(dict, value, place), place)
    if kind is list:
        items = enumerate(_checked(list, value, place))
        return [_read(inner[0], item, f"{place}[{number}]") for number, item in items]
    if kind is dict:
        items = _checked(dict, value, place).items()
        places = {name: f"{place}[{name!r}]" for name, _ in items}
        return {_read(str, n, places[n]): _read(inner[1], item, places[n]) for n, item in items}
    try:
        return _convert(kind, _checked(kind, value, place))
    except (ValueError, OverflowError):
        raise _wrong(kind, value, place) from None


def _read_object(model: Any, value: Mapping[str, Any], place: str) -> Any:
    made: dict[str, Any] = {}
    hints = _hints(model)
    for field in fields(model):
        here = f"{place}.{field.name}" if place else field.name
        if field.name in value:
            made[field.name] = _read(hints[field.name], value[field.name], here)
        elif field.default is field.default_factory is MISSING:
            raise _error(here, "is missing")
    if model is Endpoint and value.get("state") not in (None, *EndpointState):  # a newer word
        made["provider_state"] = made.get("provider_state") or value["state"]
    return model(**made)


def _convert(kind: Any, value: Any) -> Any:
    """Return a value of JSON as a simple type.

    Raises:
        ValueError, OverflowError: It cannot be one.
    """
    if kind is EndpointState:
        return EndpointState(value) if value in _STATES else EndpointState.UNKNOWN
    if kind is datetime:
        found = read_time(value)
        if found is None or not _HAS_OFFSET.search(value):
            raise ValueError(value)
        return found[0].astimezone(UTC)
    if (
        (kind is Decimal and not _EXACT.fullmatch(value))
        or (kind is int and (abs(value) > _LARGEST or value != int(value)))  # 5.0 is an integer
        or (kind is float and not math.isfinite(value))
    ):
        raise ValueError(value)
    return kind(value)


def _checked(kind: Any, value: Any, place: str) -> Any:
    if not isinstance(value, _EXPECTED[kind][0]) or isinstance(value, bool) is not (kind is bool):
        raise _wrong(kind, value, place)
    return value


def _wrong(kind: Any, value: Any, place: str) -> DataError:
    # The value itself is left out: it may be long or private.
    found = cast("type[Any]", type(value))
    name = "null" if value is None else _NAMES.get(found, found.__name__)
    return _error(place, f"must be {_EXPECTED[kind][1]}, not {name}")


def _error(place: str, fault: str) -> DataError:
    advice = "Give what to_dict or `roster list -o json` wrote."
    return DataError(f"{place or 'the data'} {fault}", advice, place)


_hints = cache(get_type_hints)
_STATES = frozenset(EndpointState)
_NAMES: dict[type[Any], str] = {
    bool: "true or false",
    dict: "an object",
    float: "a number",
    int: "a number",
    list: "a list",
    str: "a string",
}
#: Types of the models: what JSON has for them, and how to say so.
_EXPECTED: dict[Any, tuple[Any, str]] = {
    bool: (bool, "true or false"),
    dict: (Mapping, "an object"),
    list: (list, "a list"),
    datetime: (str, "a string with a time and its offset, such as 2026-03-01T12:00:00Z"),
    Decimal: (str, "a string with an exact number, such as 0.00000055"),
    EndpointState: (str, "a string"),
    float: (int | float, "a number"),
    int: (int | float, "an integer"),
    str: (str, "a string"),
}
