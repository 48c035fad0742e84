"""Listings as tables of Arrow, column by column."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin

from .columns import DIGITS, SCALE, columns_of, encodable, fields_of
from .packages import installed

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

#: Endpoints of a batch, which is also the row group of a Parquet file.
ROWS = 2**16


def to_arrow(listing: Any) -> pa.Table:
    """Return a table; see ``Listing.to_arrow``."""
    pa = _pyarrow()
    model, endpoints = cast("type[Any]", type(listing)), listing.endpoints
    about = metadata(listing.failures, complete=listing.complete)
    return pa.Table.from_batches(
        [
            record_batch(model, endpoints[start : start + ROWS])
            for start in range(0, len(endpoints), ROWS)
        ],
        schema(model),
    ).replace_schema_metadata(about)


def schema(listing: type[Any]) -> pa.Schema:
    """Return the schema of a class of listings, without metadata.

    Raises:
        ImportError: pyarrow is not installed.
    """
    pa = _pyarrow()
    return pa.schema([(column.name, _type(pa, column.hint)) for column in columns_of(listing)])


def record_batch(listing: type[Any], endpoints: Sequence[Any]) -> pa.RecordBatch:
    """Return endpoints as the rows of a batch.

    Raises:
        ImportError: pyarrow is not installed.
        ValueError: A column cannot hold a value; the text names the endpoint.
    """
    pa = _pyarrow()
    make = partial(_array, pa)
    arrays = [column.made_by(make, endpoints) for column in columns_of(listing)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema(listing))


def metadata(failures: Sequence[Any], *, complete: bool) -> dict[str, str]:
    """Return what a schema says of the listing: whether it is complete, and what is missing."""
    return {
        "endpoint_roster.complete": json.dumps(complete),
        "endpoint_roster.failures": json.dumps([failure.to_dict() for failure in failures]),
    }


def _pyarrow() -> Any:
    with installed("pyarrow", '"endpoint-roster[arrow]"'):
        import pyarrow as pa
    return pa


def _type(pa: Any, hint: Any) -> Any:
    if get_origin(hint) is list:
        return pa.list_(_type(pa, get_args(hint)[0]))
    if get_origin(hint) is dict:
        return pa.map_(*(_type(pa, one) for one in get_args(hint)))
    if is_dataclass(hint):
        columns = fields_of(cast("type[Any]", hint))
        return pa.struct([(column.name, _type(pa, column.hint)) for column in columns])
    simple = {
        str: pa.string(),
        int: pa.int64(),
        float: pa.float64(),
        bool: pa.bool_(),
        datetime: pa.timestamp("us", "UTC"),
        Decimal: pa.decimal128(DIGITS, SCALE),
    }
    return simple[hint]


def _array(pa: Any, hint: Any, values: list[Any]) -> Any:
    """Return values of a type as an array, without a Python object for each row."""
    if get_origin(hint) is list:
        [item] = get_args(hint)
        items = _array(pa, item, [*chain.from_iterable(values)])
        return pa.ListArray.from_arrays(_offsets(pa, values), items)
    if get_origin(hint) is dict:
        key, item = get_args(hint)
        keys = _array(pa, key, [*chain.from_iterable(values)])
        items = _array(pa, item, [*chain.from_iterable(one.values() for one in values)])
        return pa.MapArray.from_arrays(_offsets(pa, values), keys, items)
    if is_dataclass(hint):
        columns = fields_of(cast("type[Any]", hint))
        arrays = [_array(pa, column.hint, column.values(values)) for column in columns]
        return pa.StructArray.from_arrays(arrays, [column.name for column in columns])
    return pa.array(encodable(values) if hint is str else values, _type(pa, hint))


def _offsets(pa: Any, values: list[Any]) -> Any:
    """Return where the items of each row begin, and where those of the last one end."""
    return pa.array(accumulate(map(len, values), initial=0), pa.int32())
