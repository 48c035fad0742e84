"""Listings as data frames of pandas and polars."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin

from .columns import DIGITS, SCALE, check_exact, columns_of, encodable, encodable_text, fields_of
from .packages import installed

if TYPE_CHECKING:
    import pandas as pd  # pyright: ignore[reportMissingTypeStubs]
    import polars as pl

#: Types of pandas columns; lists and dicts stay objects. All have a value for what is missing.
#: pandas itself has no exact numbers.
_PANDAS = {
    str: "string",
    int: "Int64",
    float: "Float64",
    bool: "boolean",
    datetime: "datetime64[us, UTC]",
    Decimal: "Float64",
}
#: Values of these types stay as they are.
_PLAIN = (int, float, bool, datetime)


def to_pandas(listing: Any) -> pd.DataFrame:
    """Return a data frame; see ``Listing.to_pandas``."""
    with installed("pandas"):
        import pandas as pd  # pyright: ignore[reportMissingTypeStubs]

    def make(hint: Any, values: list[Any]) -> Any:
        plain = values if hint in _PLAIN else [*map(_plain, values)]
        return pd.Series(plain, dtype=_PANDAS.get(hint, "object"))

    columns = columns_of(cast("type[Any]", type(listing)))
    return pd.DataFrame(
        {column.name: column.made_by(make, listing.endpoints) for column in columns}
    )


def to_polars(listing: Any) -> pl.DataFrame:
    """Return a data frame; see ``Listing.to_polars``."""
    with installed("polars"):
        import polars as pl

    columns = columns_of(cast("type[Any]", type(listing)))
    return pl.DataFrame(
        {column.name: column.made_by(_series, listing.endpoints) for column in columns}
    )


def _plain(value: Any) -> Any:
    """Return a value of pandas."""
    if isinstance(value, str):
        return encodable_text(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list):
        return [*map(_plain, cast("list[object]", value))]
    if isinstance(value, dict):
        items = cast("dict[object, object]", value).items()
        return {_plain(name): _plain(item) for name, item in items}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _series(hint: Any, values: list[Any]) -> pl.Series:
    """Return values of a type as a series; dicts are lists of their items."""
    import polars as pl

    if get_origin(hint) is list:
        [item] = get_args(hint)
        return _lists(_series(item, [*chain.from_iterable(values)]), values)
    if get_origin(hint) is dict:
        name, value = get_args(hint)
        names = _series(name, [*chain.from_iterable(values)])
        items = _series(value, [*chain.from_iterable(one.values() for one in values)])
        return _lists(pl.DataFrame({"name": names, "value": items}).to_struct(), values)
    if is_dataclass(hint):
        columns = fields_of(cast("type[Any]", hint))
        made = {column.name: _series(column.hint, column.values(values)) for column in columns}
        return pl.DataFrame(made).to_struct()
    if hint is str:
        return pl.Series(encodable(values), dtype=pl.String)
    if hint is Decimal:
        exact = [None if value is None else check_exact(value) for value in values]
        return pl.Series(exact, dtype=pl.Decimal(DIGITS, SCALE))
    simple = {int: pl.Int64, float: pl.Float64, bool: pl.Boolean}
    return pl.Series(values, dtype=simple.get(hint) or pl.Datetime("us", "UTC"))


def _lists(items: pl.Series, values: list[Any]) -> pl.Series:
    """Return items as lists that are as long as the values."""
    import polars as pl

    rows = [row for row, value in enumerate(values) for _ in value]
    lists = pl.DataFrame({"row": rows, "items": items}, schema_overrides={"row": pl.Int64})
    found = lists.group_by("row", maintain_order=True).agg("items")
    every = pl.DataFrame({"row": range(len(values))}, schema={"row": pl.Int64})
    joined = every.join(found, on="row", how="left", maintain_order="left")["items"]
    return joined.fill_null(pl.Series([[]], dtype=joined.dtype))
