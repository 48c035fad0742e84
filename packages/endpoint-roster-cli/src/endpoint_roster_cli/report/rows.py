"""The table of endpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..endpoints.columns import FIELDS
from .markup import Markup, element

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from endpoint_roster import Endpoint

#: Columns that a browser puts in order by their text alone.
_TEXTS = {
    *("provider", "account", "name", "model", "kind", "region", "owner", "project", "id", "reason")
}
_HEADINGS = {"gpus": "GPUs", "id": "ID"}
#: Texts that may be long, and need room to be read.
_LONG = {"name", "model", "id", "owner", "price", "reason"}


def endpoint_table(
    endpoints: Sequence[Endpoint], names: Iterable[str], now: datetime, id_: str | None = None
) -> Markup:
    """Return a table of endpoints.

    Args:
        endpoints: What stands in it, a row each.
        names: Names of the columns.
        now: The time that ages end at.
        id_: The table's id in the page.
    """
    names = list(names)
    classes = list(map(_class, names))
    headings = [
        element("th", _HEADINGS.get(name, name.capitalize()), scope="col", class_=class_)
        for name, class_ in zip(names, classes, strict=True)
    ]
    columns = [
        _cells(name, class_, endpoints, now) for name, class_ in zip(names, classes, strict=True)
    ]
    rows = [
        element("tr", *cells, data_provider=endpoint.provider, data_state=endpoint.state.value)
        for endpoint, *cells in zip(endpoints, *columns, strict=True)
    ]
    return element(
        "table", element("thead", element("tr", *headings)), element("tbody", *rows), id=id_
    )


def filled(endpoints: Sequence[Endpoint], names: Iterable[str], now: datetime) -> list[str]:
    """Return those of the columns in which something is known of some endpoint."""
    return [name for name in names if any(FIELDS[name].show(e, now) for e in endpoints)]


def _cells(
    name: str, class_: str | None, endpoints: Sequence[Endpoint], now: datetime
) -> list[Markup]:
    field = FIELDS[name]
    texts = [field.show(endpoint, now) for endpoint in endpoints]
    marks = [_mark(endpoint) if name == "state" else "" for endpoint in endpoints]
    ranks = [None] * len(texts) if name in _TEXTS else _ranks(map(field.key, endpoints))
    return [
        element("td", mark, text or "-", class_=class_, data_rank=rank if text else "")
        for mark, text, rank in zip(marks, texts, ranks, strict=True)
    ]


def _mark(endpoint: Endpoint) -> Markup:
    """Return the colour of an endpoint's state."""
    return element("span", class_=f"swatch s-{endpoint.state.value}")


def _ranks(keys: Iterable[Any]) -> list[int | None]:
    """Return the place of each key among all of them; equal ones share it."""
    keys = list(keys)
    place_of: dict[Any, int] = {}
    for key in sorted(key for key in keys if key is not None):
        place_of.setdefault(key, len(place_of))
    return [None if key is None else place_of[key] for key in keys]


def _class(name: str) -> str | None:
    field = FIELDS[name]
    if name in _LONG:
        return "long"
    if field.right:
        return "number"
    return "fixed" if field.uncut else None
