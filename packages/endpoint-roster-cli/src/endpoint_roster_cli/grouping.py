"""How many endpoints there are of each sort."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .cells import colours_of_states
from .columns import FIELDS, natural
from .tables import Column

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from endpoint_roster import Endpoint

COUNT = "count"


@dataclass(frozen=True, slots=True)
class Group:
    """Endpoints that have something in common.

    Attributes:
        keys: By what they were grouped, with what these have in it; None where nothing is known.
        count: How many they are.
    """

    keys: dict[str, str | None]
    count: int

    def to_dict(self) -> dict[str, Any]:
        """Return the group as data."""
        return {**self.keys, COUNT: self.count}


def group(endpoints: Iterable[Endpoint], by: Sequence[str]) -> list[Group]:
    """Count endpoints by what they have in common.

    The largest groups come first; of several fields, the first decides by what all with the same
    word in it count together, so that these stay side by side.

    Args:
        endpoints: The endpoints.
        by: Names of fields of ``Endpoint``.
    """
    names = list(dict.fromkeys(by))
    counts = Counter(tuple(_word(getattr(e, name)) for name in names) for e in endpoints)
    totals: Counter[tuple[str | None, ...]] = Counter()
    for words, count in counts.items():
        for length in range(1, len(words) + 1):
            totals[words[:length]] += count

    def place(words: tuple[str | None, ...]) -> list[tuple[int, bool, Any]]:
        lengths = range(1, len(words) + 1)
        return [(-totals[words[:n]], words[n - 1] is None, natural(words[n - 1])) for n in lengths]

    ordered = sorted(counts, key=place)
    return [Group(dict(zip(names, words, strict=True)), counts[words]) for words in ordered]


def order(
    groups: Iterable[Group], by: Sequence[tuple[str, bool]], *, reverse: bool = False
) -> list[Group]:
    """Return groups in order, as ``columns.order`` does endpoints."""
    ordered = list(groups)
    if not by:
        return ordered[::-1] if reverse else ordered
    for name, descends in reversed(by):
        known = [g for g in ordered if name == COUNT or g.keys[name] is not None]
        missing = [g for g in ordered if name != COUNT and g.keys[name] is None]
        known.sort(key=lambda g: _key(g, name), reverse=descends != reverse)
        ordered = known + missing
    return ordered


def table(groups: Sequence[Group], by: Sequence[str]) -> list[Column]:
    """Return the columns of a table of groups."""
    made = [
        Column(
            name.upper(),
            [g.keys[name] or "-" for g in groups],
            whole=FIELDS[name].whole,
            colours=colours_of_states() if name == "state" else None,
        )
        for name in dict.fromkeys(by)
    ]
    return [*made, Column(COUNT.upper(), [str(g.count) for g in groups], right=True, whole=True)]


def _word(value: Any) -> str | None:
    return None if value is None else str(value)


def _key(g: Group, name: str) -> Any:
    return g.count if name == COUNT else natural(g.keys[name])
