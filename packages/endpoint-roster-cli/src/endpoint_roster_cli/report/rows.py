"""The columns of a table of endpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..endpoints.columns import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from endpoint_roster import Endpoint

    from ..endpoints.columns import Field

#: The name of the column of links.
CONSOLE = "console"
#: Columns that a browser puts in order by their text alone.
_TEXTS = {
    *("provider", "account", "name", "model", "kind", "region", "owner", "project", "id", "reason"),
    "provider-state",
}
_HEADINGS = {"cost": "Cost/h", "gpus": "GPUs per replica", "id": "ID"}
#: Texts that may be long, and need room to be read.
_LONG = {"name", "model", "id", "owner", "price", "reason"}


class PageColumn(NamedTuple):
    """One column of a table."""

    name: str
    heading: str
    class_: str | None  # of the cells, in the style
    texts: Sequence[str]
    ranks: Sequence[int | None]  # places when sorted; None where the text alone decides


def table_columns(
    endpoints: Sequence[Endpoint], names: Iterable[str], now: datetime
) -> list[PageColumn]:
    """Return the columns of these names, with ages that end at a time."""
    return [
        PageColumn(
            name,
            _HEADINGS.get(name, name.capitalize()),
            _class(name, field),
            [field.show(endpoint, now) for endpoint in endpoints],
            [None] * len(endpoints) if name in _TEXTS else _ranks(map(field.key, endpoints)),
        )
        for name in names
        for field in [FIELDS[name]]
    ]


def with_links(
    columns: list[PageColumn],
    endpoints: Sequence[Endpoint],
    console_url: Callable[[Endpoint], str | None],
) -> list[PageColumn]:
    """Return columns and, after the id, that of links to consoles, if any endpoint has one.

    The texts of it are addresses.

    Args:
        columns: The columns.
        endpoints: What they are about.
        console_url: Where an endpoint is in the provider's web console, if that is known.
    """
    addresses = [console_url(endpoint) or "" for endpoint in endpoints]
    if not any(addresses):
        return columns
    links = PageColumn(CONSOLE, "Console", None, addresses, [None] * len(addresses))
    after_id = (number for number, column in enumerate(columns, 1) if column.name == "id")
    place = next(after_id, len(columns))
    return [*columns[:place], links, *columns[place:]]


def _ranks(keys: Iterable[Any]) -> list[int | None]:
    """Return the place of each key among all of them; equal ones share it."""
    keys = list(keys)
    place_of: dict[Any, int] = {}
    for key in sorted(key for key in keys if key is not None):
        place_of.setdefault(key, len(place_of))
    return [None if key is None else place_of[key] for key in keys]


def _class(name: str, field: Field) -> str | None:
    if name == "id":
        return "long id"
    if name in _LONG:
        return "long"
    if field.right:
        return "number"
    return "fixed" if field.uncut else None
