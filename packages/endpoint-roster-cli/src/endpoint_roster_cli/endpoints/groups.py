"""How many endpoints there are of each sort."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from .cells import STATE_COLOURS
from .columns import FIELDS, natural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from endpoint_roster import Endpoint

    from ..output.tables import Column

    #: The words by which endpoints were grouped, None where nothing is known, and their count.
    Group = dict[str, Any]

#: The fields that endpoints can be grouped by; and the value of a tag, as ``tag:NAME``.
NAMES = ("provider", "account", "state", "model", "kind", "region", "owner", "project")
COUNT = "count"


def group(endpoints: Iterable[Endpoint], by: Sequence[str]) -> list[Group]:
    """Count endpoints by what they have in common.

    The largest groups come first; of several fields, the first decides by what all with the same
    word in it count together, so that these stay side by side."""
    from endpoint_roster.costs import word_of  # kept out of `--help`

    counts = Counter(tuple(word_of(one, name) for name in by) for one in endpoints)
    totals: Counter[tuple[str | None, ...]] = Counter()
    for words, count in counts.items():
        for length in range(1, len(words) + 1):
            totals[words[:length]] += count

    def place(words: tuple[str | None, ...]) -> list[tuple[int, bool, Any]]:
        lengths = range(1, len(words) + 1)
        return [(-totals[words[:n]], words[n - 1] is None, natural(words[n - 1])) for n in lengths]

    ordered = sorted(counts, key=place)
    return [{**dict(zip(by, words, strict=True)), COUNT: counts[words]} for words in ordered]


def table(groups: Sequence[Group], by: Sequence[str]) -> list[Column]:
    """Return the columns of a table of groups."""
    from ..output.tables import Column  # not before a table is printed

    made = [
        Column(
            name.upper(),
            [group[name] or "-" for group in groups],
            uncut=name in FIELDS and FIELDS[name].uncut,
            colours=STATE_COLOURS if name == "state" else None,
        )
        for name in by
    ]
    return [*made, Column("COUNT", [str(g[COUNT]) for g in groups], right=True, uncut=True)]


def key(name: str) -> Callable[[Group], Any]:
    """Return what groups are compared by; see ``columns.arrange``."""

    def value_of(group: Group) -> Any:
        value = group[name]
        return value if name == COUNT or value is None else natural(value)

    return value_of
