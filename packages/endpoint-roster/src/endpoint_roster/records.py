"""What the models have beside their fields: they are short to look at, and fit other libraries."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from dataclasses import Field

    import pandas as pd  # pyright: ignore[reportMissingTypeStubs]
    import polars as pl
    import pyarrow as pa

T_co = TypeVar("T_co", covariant=True)

#: Characters of a value in a repr.
_SHOWN = 80


class Record:
    """Base of the data classes that users get.

    They pass ``repr=False`` to ``dataclass``, whose own repr shows all fields. Those that load with
    every listing pass ``eq=False`` too, because what ``dataclass`` makes takes long to load.
    """

    __slots__ = ()
    if TYPE_CHECKING:  # only for them: what reads annotations would look for Field here
        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __eq__(self, other: object) -> bool:
        """Tell whether the other one is of the same class and has equal fields."""
        if type(other) is not type(self):
            return NotImplemented
        values = _compared(type(self))
        return values(self) == values(other)

    def __repr__(self) -> str:
        """Return one short line without what is None or empty."""
        shown = [f"{name}={_short(value)}" for name, value in self._filled().items()]
        return f"{type(self).__name__}({', '.join(shown)})"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: a table of the fields that are not None or empty."""
        from . import notebook

        return notebook.field_table(type(self).__name__, self._filled())

    def to_dict(self) -> dict[str, Any]:
        """Return data that ``json.dumps`` takes, with every field, also those that are None.

        Times become RFC 3339 in UTC with ``Z``, prices exact decimal text, ``raw`` what the
        provider sent, with ``***`` for values that are secret.
        """
        from .serialize import to_dict

        return to_dict(self)

    def _filled(self) -> dict[str, Any]:
        """Return the fields that are shown and neither None nor empty."""
        shown = {one.name: getattr(self, one.name) for one in fields(self) if one.repr}
        return {name: value for name, value in shown.items() if value not in (None, "", [], (), {})}


class EndpointRecord(Record):
    """What an endpoint has beside its fields."""

    __slots__ = ()

    provider: str
    account: str
    id: str

    @property
    def reference(self) -> str:
        """``provider/account/id``, which is accepted wherever an endpoint is meant."""
        return f"{self.provider}/{self.account}/{self.id}"


class HasEndpoints(Protocol[T_co]):
    """Whatever has a list of endpoints."""

    @property
    def endpoints(self) -> Sequence[T_co]:
        """The endpoints."""
        ...


class ListingRecord(Record):
    """What a listing has beside its fields: it is a sequence of its endpoints."""

    __slots__ = ()

    endpoints: list[Any]
    failures: list[Any]
    complete: bool

    def __len__(self: HasEndpoints[object]) -> int:
        """Return the number of endpoints."""
        return len(self.endpoints)

    def __iter__(self: HasEndpoints[T_co]) -> Iterator[T_co]:
        """Iterate over the endpoints; what could not be read is in ``failures``."""
        return iter(self.endpoints)

    @overload
    def __getitem__(self: HasEndpoints[T_co], index: int) -> T_co: ...
    @overload
    def __getitem__(self: HasEndpoints[T_co], index: slice) -> Sequence[T_co]: ...
    def __getitem__(self: HasEndpoints[T_co], index: int | slice) -> T_co | Sequence[T_co]:
        """Return the endpoint at an index, or those of a slice."""
        return self.endpoints[index]

    def __repr__(self) -> str:
        """Return how many endpoints and failures there are."""
        counts = f"endpoints=<{len(self.endpoints)}>, failures=<{len(self.failures)}>"
        return f"{type(self).__name__}({counts}, complete={self.complete})"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: a table of the endpoints, and what could not be read."""
        from . import notebook

        return notebook.listing_table(self.endpoints, self.failures, complete=self.complete)

    def to_arrow(self) -> pa.Table:
        """Return an Arrow table: a row for each endpoint, a column for each field but ``raw``.

        The columns and their types are always the same: times in UTC with microseconds, prices as
        ``decimal128(38, 24)``, tags as a map. Fields of nested records have columns of their own,
        such as ``replicas_ready``. The schema's metadata has ``endpoint_roster.complete`` and
        ``endpoint_roster.failures``, both in JSON. A text that is not valid Unicode gets escapes.

        Raises:
            ImportError: pyarrow is not installed, which the extra ``arrow`` brings.
            ValueError: A price or a number has more digits than its column; the text names the
                endpoint.
        """
        from .frames.arrow import to_arrow

        return to_arrow(self)

    def to_pandas(self) -> pd.DataFrame:
        """Return a pandas data frame, with rows and columns as ``to_arrow`` has them.

        What is not known is missing; times are in UTC, exact numbers become floats.

        Raises:
            ImportError: pandas is not installed; the text says how to install it.
        """
        from .frames.data_frames import to_pandas

        return to_pandas(self)

    def to_polars(self) -> pl.DataFrame:
        """Return a polars data frame, with rows, columns and types as ``to_arrow`` has them.

        Tags are lists of ``name`` and ``value``.

        Raises:
            ImportError: polars is not installed; the text says how to install it.
            ValueError: A number has more digits than its column; the text names the endpoint.
        """
        from .frames.data_frames import to_polars

        return to_polars(self)


@cache
def _compared(cls: type[Record]) -> attrgetter[Any]:
    """Return what reads the fields that count when records are compared."""
    return attrgetter(*(field.name for field in fields(cls) if field.compare))


def _short(value: Any) -> str:
    plain = str(value) if isinstance(value, datetime | Decimal) else None
    text = plain or repr(value.value if isinstance(value, Enum) else value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."
