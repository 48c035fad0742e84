"""How many endpoints there are in each group, and how much they run on."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from .cells import STATE_COLOURS
from .columns import FIELDS, natural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from endpoint_roster import Endpoint

    from ..output.tables import Column

    #: The words by which endpoints were grouped, None where nothing is known, and
    #: their ``SUMS``.
    Group = dict[str, Any]

#: The fields that endpoints can be grouped by; and the value of a tag, as ``tag:NAME``.
NAMES = ("provider", "account", "state", "model", "kind", "region", "owner", "project")
COUNT = "count"
#: What is summed in each group. Of replicas and GPUs, what the provider reports: None where it
#: reports nothing of any endpoint of the group.
SUMS = (COUNT, "replicas", "gpus")


def group(endpoints: Iterable[Endpoint], by: Sequence[str]) -> list[Group]:
    """Count endpoints, their replicas and their GPUs by what they have in common.

    The largest groups come first; of several fields, the first decides by what all with the same
    word in it count together, so that these stay side by side."""
    from endpoint_roster.costs import word_of  # kept out of `--help`

    members: defaultdict[tuple[str | None, ...], list[Endpoint]] = defaultdict(list)
    for one in endpoints:
        members[tuple(word_of(one, name) for name in by)].append(one)
    totals: Counter[tuple[str | None, ...]] = Counter()
    for words, ones in members.items():
        for length in range(1, len(words) + 1):
            totals[words[:length]] += len(ones)

    def place(words: tuple[str | None, ...]) -> list[tuple[int, bool, Any]]:
        lengths = range(1, len(words) + 1)
        return [(-totals[words[:n]], words[n - 1] is None, natural(words[n - 1])) for n in lengths]

    ordered = sorted(members, key=place)
    return [{**dict(zip(by, words, strict=True)), **_sums(members[words])} for words in ordered]


def _sums(endpoints: Sequence[Endpoint]) -> Group:
    return {
        COUNT: len(endpoints),
        "replicas": _sum(map(_replicas, endpoints)),
        "gpus": _sum(map(_gpus, endpoints)),
    }


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _replicas(endpoint: Endpoint) -> int | None:
    return endpoint.replicas.current if endpoint.replicas else None


def _gpus(endpoint: Endpoint) -> int | None:
    replicas, each = _replicas(endpoint), endpoint.gpu_count
    return None if replicas is None or each is None else replicas * each


def table(groups: Sequence[Group], by: Sequence[str], *, piped: bool = False) -> list[Column]:
    """Return the columns of a table of groups.

    Args:
        groups: The rows.
        by: What they were grouped by.
        piped: Whether the table is for a program, which finds all sums always at the same place;
            people see none that is not known of any group.
    """
    from ..output.tables import Column  # not before a table is printed

    made = [
        Column(
            name.upper(),
            [group[name] or "-" for group in groups],
            uncut=name in FIELDS and FIELDS[name].uncut,
            colours=STATE_COLOURS if name == "state" else None,
            names=True,
            keep=2,
        )
        for name in by
    ]
    for name in SUMS:
        cells = ["-" if group[name] is None else str(group[name]) for group in groups]
        if piped or any(cell != "-" for cell in cells):
            made.append(Column(name.upper(), cells, right=True, uncut=True, keep=name == COUNT))
    return made


def key(name: str) -> Callable[[Group], Any]:
    """Return what groups are compared by; see ``columns.arrange``."""

    def value_of(group: Group) -> Any:
        value = group[name]
        return value if name in SUMS or value is None else natural(value)

    return value_of
