"""Listings made of the JSON data that ``serialize`` wrote."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
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
    form, words, convert = _FORMS[dict if is_dataclass(kind) else kind]
    fits = isinstance(value, form) and isinstance(value, bool) is (kind is bool)
    made = convert(value) if fits else None
    if made is None:
        # The value itself is left out: it may be long or private.
        found = "null" if value is None else _NAMES.get(type(value), type(value).__name__)
        raise _error(place, f"must be {words}, not {found}")
    if is_dataclass(kind):
        return _read_object(kind, made, place)
    if kind is list:
        return [_read(inner[0], item, f"{place}[{number}]") for number, item in enumerate(made)]
    if kind is dict:
        places = {name: f"{place}[{name!r}]" for name in made}
        return {_read(str, n, places[n]): _read(inner[1], made[n], places[n]) for n in made}
    return made


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


def _error(place: str, fault: str) -> DataError:
    advice = "Give what to_dict or `roster list -o json` wrote."
    return DataError(f"{place or 'the data'} {fault}", advice, place)


def _moment(text: str) -> datetime | None:
    found = read_time(text)
    try:
        return found[0].astimezone(UTC) if found and _HAS_OFFSET.search(text) else None
    except OverflowError:
        return None


_hints = cache(get_type_hints)
_STATES = frozenset(EndpointState)
_TIME = "a string with a time and its offset, such as 2026-03-01T12:00:00Z"
#: Types of the models: what JSON has for them, how to say so, and what makes one of it, or None.
_FORMS: dict[Any, tuple[Any, str, Callable[[Any], Any]]] = {
    bool: (bool, "true or false", bool),
    dict: (Mapping, "an object", dict),
    list: (list, "a list", list),
    datetime: (str, _TIME, _moment),
    Decimal: (
        str,
        "a string with an exact number, such as 0.00000055",
        lambda text: Decimal(text) if _EXACT.fullmatch(text) else None,
    ),
    EndpointState: (
        str,
        "a string",
        lambda word: EndpointState(word) if word in _STATES else EndpointState.UNKNOWN,
    ),
    float: (
        int | float,
        "a number",
        lambda number: float(number) if abs(number) <= sys.float_info.max else None,
    ),
    int: (
        int | float,
        "an integer",  # 5.0 is one
        lambda number: int(number) if abs(number) <= _LARGEST and number % 1 == 0 else None,
    ),
    str: (str, "a string", str),
}
#: How to call what was found in their place.
_NAMES: dict[Any, str] = {int: "a number"} | {
    kind: _FORMS[kind][1] for kind in (bool, dict, float, list, str)
}
