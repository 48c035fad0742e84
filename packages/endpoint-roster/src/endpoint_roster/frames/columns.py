"""The columns of a listing: one for each field of an endpoint but ``raw``.

Nested records have a column for each of their fields, such as ``replicas_ready``.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow
from enum import EnumType
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, cast, get_args, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

T = TypeVar("T")

#: Digits of exact numbers: as many as DuckDB and Polars have, and of these behind the point.
DIGITS: Final = 38
SCALE: Final = 24

#: What making a column raises where it cannot hold a value.
_UNFIT = (ArithmeticError, AttributeError, TypeError, ValueError)
_EXACT = Context(prec=DIGITS, traps=[Inexact, InvalidOperation, Overflow])
_LAST_DIGIT = Decimal(1).scaleb(-SCALE)


class Column(NamedTuple):
    """A column: the attributes that lead to its values, and their type."""

    path: tuple[str, ...]
    hint: Any

    @property
    def name(self) -> str:
        """The attributes with an underscore between them."""
        return "_".join(self.path)

    def values(self, endpoints: Iterable[Any]) -> list[Any]:
        """Return the value of each endpoint; None where there is none."""
        values = list(map(attrgetter(self.path[0]), endpoints))
        for name in self.path[1:]:
            values = [None if one is None else getattr(one, name) for one in values]
        return values

    def made_by(self, make: Callable[[Any, list[Any]], T], endpoints: Sequence[Any]) -> T:
        """Return what a function makes of the type and the values.

        Raises:
            ValueError: The column cannot hold a value; the text names the endpoint.
        """
        values = self.values(endpoints)
        try:
            return make(self.hint, values)
        except _UNFIT:
            for endpoint, value in zip(endpoints, values, strict=True):
                self._check(make, endpoint, value)
            raise

    def _check(self, make: Callable[[Any, list[Any]], object], endpoint: Any, value: Any) -> None:
        try:
            make(self.hint, [value])
        except _UNFIT as error:
            raise ValueError(
                f"{endpoint.reference}: {self.name} does not fit its column: {value!r:.200}"
            ) from error


@cache
def columns_of(listing: type[Any]) -> tuple[Column, ...]:
    """Return the columns of the endpoints that a class of listings holds."""
    [endpoint] = get_args(get_type_hints(listing)["endpoints"])
    return fields_of(endpoint)


@cache
def fields_of(model: type[Any]) -> tuple[Column, ...]:
    """Return the columns of a data class."""
    return tuple(_columns(model, ()))


def _columns(model: type[Any], path: tuple[str, ...]) -> Iterator[Column]:
    hints = get_type_hints(model)
    for field in fields(model):
        hint = _without_none(hints[field.name])
        here = (*path, field.name)
        if is_dataclass(hint):
            yield from _columns(cast("type[Any]", hint), here)
        elif hint is not Any:  # raw: whatever the provider sent
            yield Column(here, str if isinstance(hint, EnumType) else hint)


def _without_none(hint: Any) -> Any:
    return get_args(hint)[0] if isinstance(hint, UnionType) else hint


def encodable(values: list[str | None]) -> list[str | None]:
    """Return texts that UTF-8 can hold: with an escape such as ``\\ud800`` for half a character."""
    try:
        "".join(filter(None, values)).encode()
    except UnicodeEncodeError:
        return [None if value is None else encodable_text(value) for value in values]
    return values


def encodable_text(value: str) -> str:
    """Return a text that UTF-8 can hold; see ``encodable``."""
    return value.encode("utf-8", "backslashreplace").decode()


def check_exact(value: Decimal) -> Decimal:
    """Return a number that a column holds exactly.

    Raises:
        ArithmeticError: It has too many digits, or is not finite.
    """
    if not value.is_finite():
        raise InvalidOperation
    _EXACT.quantize(value, _LAST_DIGIT)
    return value
