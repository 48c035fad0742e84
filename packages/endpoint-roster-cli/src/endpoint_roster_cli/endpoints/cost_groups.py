"""What groups of endpoints cost: a table for people, and data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..output.tables import Column
from .cells import money
from .columns import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from endpoint_roster import CostGroup, CostSum

_AMOUNTS = ("per_hour", "per_30_days", "since_creation")
_COUNTS = ("endpoints", "by_use", "unknown")
#: Headings of amounts and counts, each with what it is kept by in a small window; the words come
#: before them.
_HEADINGS = {
    "COST/H": 6,
    "30 DAYS": 5,
    "SINCE CREATION": 3,
    "ENDPOINTS": 4,
    "BY USE": 1,
    "UNKNOWN": 2,
}
_KEPT_WORDS = 7


def table(groups: Sequence[CostGroup], total: CostGroup, by: Sequence[str]) -> list[Column]:
    """Return the columns of a table: a line for each currency of each group, and the total."""
    lines = [line for group in groups for line in _lines(group, [*group.words.values()])]
    if len(groups) > 1:
        lines += _lines(total, ["total", *[""] * (len(by) - 1)])
    columns = [*zip(*lines, strict=True)]
    words = len(by)
    made = [
        Column(
            name.upper(),
            cells,
            uncut=name in FIELDS and FIELDS[name].uncut,
            names=True,
            keep=_KEPT_WORDS,
        )
        for name, cells in zip(by, columns, strict=False)
    ]
    return made + [
        Column(heading, cells, right=True, uncut=True, keep=keep)
        for (heading, keep), cells in zip(_HEADINGS.items(), columns[words:], strict=True)
    ]


def _lines(group: CostGroup, words: Sequence[str | None]) -> Iterator[list[str]]:
    """Yield the lines of a group; its counts are in the first."""
    counts = [f"{getattr(group, name):,}" for name in _COUNTS]
    about = "~" if group.estimates else ""
    shown = [word if word is not None else "-" for word in words]
    for number, one in enumerate(group.costs or (None,)):
        amounts = [_amount(one, name, about) for name in _AMOUNTS] if one else ["-"] * 3
        yield [*shown, *amounts, *(counts if number == 0 else [""] * len(counts))]


def _amount(one: CostSum, name: str, about: str) -> str:
    """Return a sum; a plus says that more is to be added to what is since creation."""
    more = "+" if name == "since_creation" and one.undated else ""
    return f"{about}{money(getattr(one, name))}{more} {one.currency}"


def document(group: CostGroup) -> dict[str, Any]:
    """Return a group as data: its words, its counts, and its sums by currency."""
    from endpoint_roster import to_dict

    data: dict[str, Any] = to_dict(group)  # pyright: ignore[reportArgumentType] - as other records
    return {**data.pop("words"), **data}


def records(groups: Sequence[CostGroup]) -> Iterator[dict[str, Any]]:
    """Yield a flat record for each currency of each group, or one without a currency."""
    for group in groups:
        data = document(group)
        sums = data.pop("costs") or [dict.fromkeys((*_SUM, "undated"))]
        for one in sums:
            yield {**data, **{name: one[name] for name in (*_SUM, "undated")}}


_SUM = ("currency", *_AMOUNTS)


def fields(by: Sequence[str]) -> list[str]:
    """Return the names of the fields of these records."""
    return [*by, "endpoints", "priced", "by_use", "unknown", "estimates", *_SUM, "undated"]
