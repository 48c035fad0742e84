"""From what a provider sent to what an ``Endpoint`` holds.

The generated models keep a value that is not of the promised type as it came. So none of these
functions trusts the type of what it gets: what cannot be understood becomes None, and stays in
``Endpoint.raw``.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar

from ..models import EndpointState

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

#: Seconds of the year 5138; a larger number of a time counts milliseconds.
MILLISECONDS_FROM = 100_000_000_000
#: What clouds send where there is no time: zero of some calendar, in any time zone, or its end.
FIRST_TIME = datetime(1970, 1, 2, tzinfo=UTC)
LAST_TIME = datetime(9999, 1, 1, tzinfo=UTC)
# Integers, as most times in numbers are: to compare those with floats takes longer.
_FIRST_SECOND, _LAST_SECOND = int(FIRST_TIME.timestamp()), int(LAST_TIME.timestamp())
#: The types of JSON's values: what is none of them in an answer is an object of a generated class.
PLAIN = frozenset({bool, dict, float, int, list, str, type(None)})
#: Larger numbers count nothing that a cloud has.
LARGEST = 10**15
_UNKNOWN = EndpointState.UNKNOWN

# Other spellings that Decimal takes (1_000, other digits, -0, NaN) are not prices.
_AMOUNT = re.compile(r"(?=[0-9.])[0-9]{0,20}(\.[0-9]{1,40})?([eE][-+]?[0-9]{1,2})?", re.ASCII)
_LONGEST_AMOUNT = 64
_SMALLEST_AMOUNT = Decimal("1e-18")


def text(value: object) -> str | None:
    """Return a text that is not empty."""
    return value if type(value) is str and value else None


def integer(value: object) -> int | None:
    """Return an integer of a size that means something."""
    return value if type(value) is int and -LARGEST <= value <= LARGEST else None


def quantity(value: object) -> int | None:
    """Return how many there are of something."""
    return value if type(value) is int and 0 <= value <= LARGEST else None


def number(value: object) -> float | None:
    """Return a finite number of a size that means something."""
    if type(value) is not float and type(value) is not int:
        return None
    return float(value) if -LARGEST <= value <= LARGEST else None


def amount(value: object) -> Decimal | None:
    """Return a price: a text with a decimal number, with or without an exponent."""
    return amount_in(value) if type(value) is str else None


@lru_cache(4096)
def amount_in(text: str) -> Decimal | None:
    """Return the price that a text is; the same few come again and again."""
    if len(text) > _LONGEST_AMOUNT or not _AMOUNT.fullmatch(text):
        return None
    exact = Decimal(text)
    return exact if not exact or _SMALLEST_AMOUNT <= exact <= LARGEST else None


def exact(value: object) -> Decimal | None:
    """Return a number of JSON as it was written, if it can be a price."""
    if type(value) is int or (type(value) is float and isfinite(value)):
        return amount_in(repr(value))
    return None


def part(value: T | None) -> T | None:
    """Return an object within an item."""
    return None if type(value) in PLAIN else value


def parts(value: list[T] | None) -> list[T] | None:
    """Return the objects of a list within an item; the list itself if it has nothing else."""
    if type(value) is not list:
        return None
    for each in value:
        if type(each) in PLAIN:
            return [each for each in value if type(each) not in PLAIN]
    return value  # as nearly always: it takes a third of the time


def tags_of(item: Any) -> dict[str, str]:
    """Return the tags of an item, a list of keys with values, without those that have no key."""
    tags: dict[str, str] = {}
    for tag in parts(item.tags) or ():
        if key := text(tag.key):
            tags[key] = text(tag.value) or ""
    return tags


def moment(value: object) -> datetime | None:
    """Return a time in UTC. Numbers are seconds or milliseconds since 1970.

    A time without an offset is taken as UTC. The zero of a calendar (0, or the first day of the
    year 1, 1601, 1900 or 1970 in any time zone) and its end (the year 9999) stand for no time.
    """
    if type(value) is datetime:
        if value.tzinfo is not UTC:
            value = value.replace(tzinfo=UTC) if value.tzinfo is None else _in_utc(value)
        return value if value and FIRST_TIME <= value < LAST_TIME else None
    if (type(value) is int or type(value) is float) and 0 < value <= LARGEST:
        seconds = value / 1000 if value >= MILLISECONDS_FROM else value
        if _FIRST_SECOND <= seconds < _LAST_SECOND:
            return datetime.fromtimestamp(seconds, UTC)
    return None


class States(dict[str | None, EndpointState]):
    """What a provider's words for states mean: ``states[word]``. Others, and none, are unknown.

    Args:
        **words: For each of our states, the provider's words. Lower case, upper case and Capitals
            are the same.
    """

    def __init__(self, **words: Iterable[str]) -> None:
        spellings = (str.lower, str.upper, str.capitalize)
        super().__init__(
            (spell(word), EndpointState(state))
            for state, several in words.items()
            for word in several
            for spell in spellings
        )

    def __missing__(self, word: str | None) -> EndpointState:
        return _UNKNOWN


def _in_utc(value: datetime) -> datetime | None:
    try:
        return value.astimezone(UTC)
    except OverflowError:  # year 1 or 9999
        return None
