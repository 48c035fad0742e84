"""From what a provider sent to what an ``Endpoint`` holds.

The generated models keep a value that is not of the promised type as it came. So none of these
functions trusts the type of what it gets: what cannot be understood becomes None, and stays in
``Endpoint.raw``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ..models import Endpoint, EndpointState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

T = TypeVar("T")

#: Seconds of the year 5138; a larger number of a time counts milliseconds.
_MILLISECONDS_FROM = 100_000_000_000
_UNKNOWN = EndpointState.UNKNOWN

_new = object.__new__


def blank(provider: str, label: str, raw: object) -> Endpoint:
    """Return an endpoint of which nothing is known yet, for the adapter to fill in.

    A listing makes hundreds of thousands of them, and this costs half of what calling the class
    does.
    """
    made = _new(Endpoint)
    made.provider = provider
    made.account = label
    made.raw = raw
    made.state = _UNKNOWN
    made.name = made.model = made.kind = made.provider_state = made.url = made.region = None
    made.owner = made.created_at = made.updated_at = made.provider_kind = made.description = None
    made.state_reason = made.project = made.gpu_count = made.context_length = None
    made.max_output_tokens = made.uptime = made.replicas = made.rate_limit = None
    made.prices = []
    made.tags = {}
    return made


def text(value: object) -> str | None:
    """Return a text that is not empty."""
    return value if type(value) is str and value else None


def whole(value: object) -> int | None:
    """Return a whole number."""
    return value if type(value) is int else None


def number(value: object) -> float | None:
    """Return a number."""
    return float(value) if type(value) is float or type(value) is int else None


def part(value: object, model: type[T]) -> T | None:
    """Return a nested object of a generated class."""
    return value if isinstance(value, model) else None


def parts(value: object, model: type[T]) -> list[T]:
    """Return the nested objects of a generated class that a list holds."""
    if not isinstance(value, list):
        return []
    return [item for item in cast("list[Any]", value) if isinstance(item, model)]


def moment(value: object) -> datetime | None:
    """Return a time in UTC. Numbers are seconds or milliseconds since 1970; 0 stands for no time.

    A time without an offset is taken as UTC.
    """
    if type(value) is datetime:
        if value.tzinfo is UTC:
            return value
        return value.replace(tzinfo=UTC) if value.tzinfo is None else _in_utc(value)
    if (type(value) is int or type(value) is float) and value > 0:
        try:
            return datetime.fromtimestamp(
                value / 1000 if value >= _MILLISECONDS_FROM else value, UTC
            )
        except (ValueError, OverflowError, OSError):
            return None
    return None


class States(dict[str | None, EndpointState]):
    """What a provider's words for states mean: ``states[word]``. Others, and none, are unknown.

    Args:
        words: For each state, the provider's words. Lower case, upper case and Capitals are the
            same.
    """

    def __init__(self, words: Mapping[EndpointState, Iterable[str]]) -> None:
        spellings = (str.lower, str.upper, str.capitalize)
        super().__init__(
            (spell(word), state)
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
