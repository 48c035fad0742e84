"""Listings as data frames of pandas and polars, which are imported only here."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum, EnumType
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, NamedTuple, cast, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd  # pyright: ignore[reportMissingTypeStubs]
    import polars as pl

#: Types of pandas columns; lists and dicts stay objects. All have a value for what is missing.
_PANDAS = {
    str: "string",
    int: "Int64",
    float: "Float64",
    bool: "boolean",
    datetime: "datetime64[us, UTC]",
}


class _Column(NamedTuple):
    """A column of a frame: the attributes that lead to its values, and their type."""

    path: tuple[str, ...]
    hint: Any

    @property
    def name(self) -> str:
        return "_".join(self.path)

    def values(self, endpoints: Any) -> list[Any]:
        return [_plain(_follow(one, self.path)) for one in endpoints]


def to_pandas(listing: Any) -> pd.DataFrame:
    """Return a data frame; see ``Listing.to_pandas``."""
    import pandas as pd  # pyright: ignore[reportMissingTypeStubs]

    columns = _columns(cast("type[Any]", type(listing)))
    return pd.DataFrame(
        {
            column.name: pd.Series(
                column.values(listing.endpoints), dtype=_PANDAS.get(column.hint, "object")
            )
            for column in columns
        }
    )


def to_polars(listing: Any) -> pl.DataFrame:
    """Return a data frame; see ``Listing.to_polars``."""
    import polars as pl

    columns = _columns(cast("type[Any]", type(listing)))
    return pl.DataFrame(
        {
            column.name: pl.Series(
                column.name,
                [_pairs(value) for value in column.values(listing.endpoints)],
                dtype=_polars_type(column.hint),
            )
            for column in columns
        }
    )


@cache
def _columns(listing: type[Any]) -> tuple[_Column, ...]:
    """Return the columns of the endpoints that a class of listings holds."""
    [endpoint] = get_args(get_type_hints(listing)["endpoints"])
    return tuple(_columns_of(endpoint, ()))


def _columns_of(model: Any, path: tuple[str, ...]) -> Iterator[_Column]:
    hints = get_type_hints(model)
    for field in fields(model):
        hint = _without_none(hints[field.name])
        here = (*path, field.name)
        if is_dataclass(hint):
            yield from _columns_of(hint, here)
        elif hint is not Any:  # raw: whatever the provider sent
            yield _Column(here, _flat(hint))


def _without_none(hint: Any) -> Any:
    return get_args(hint)[0] if isinstance(hint, UnionType) else hint


def _flat(hint: Any) -> Any:
    """Return the type that a value has in a frame."""
    if hint is Decimal:
        return float
    return str if isinstance(hint, EnumType) else hint


def _follow(value: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        value = None if value is None else getattr(value, name)
    return value


def _plain(value: Any) -> Any:
    """Return a value of a frame."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _pairs(value: Any) -> Any:
    """Return a dict as a list of its items: structs of polars have the same fields in all rows."""
    if isinstance(value, dict):
        return [{"name": name, "value": item} for name, item in value.items()]  # pyright: ignore[reportUnknownVariableType]
    return value


def _polars_type(hint: Any) -> Any:
    import polars as pl

    if get_origin(hint) is list:
        return pl.List(_polars_type(get_args(hint)[0]))
    if get_origin(hint) is dict:
        return pl.List(pl.Struct({"name": pl.String, "value": _polars_type(get_args(hint)[1])}))
    if is_dataclass(hint):
        return pl.Struct({one.name: _polars_type(one.hint) for one in _columns_of(hint, ())})
    simple = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean}
    return pl.Datetime("us", "UTC") if hint is datetime else simple[hint]
