"""Two versions of an API side by side: ours and its last release, or ours and a provider's.

The walk yields each part of both, and what is stated otherwise of one; what a change means is for
those who walk to judge.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from .api import HOLDERS, Api, Operation
from .shapes import Scalar, Shape

Names = dict[str, Shape]
Match = Callable[[Names, Names], Iterable[tuple[str, str]]]  # old and new name, "" for none
Same = Callable[[Operation, Operation], bool]


class Step(NamedTuple):
    """Two versions of one part; one of them is None where the part was added or removed."""

    kind: str  # parameter, body, answer, header, field
    name: str  # in the new version, if it is there
    old: Shape | None
    new: Shape | None
    above: Step | None = None
    was: str = ""  # the old name, where it is another


def pairs(old: Api, new: Api, *tests: Same) -> Iterator[tuple[Operation | None, Operation | None]]:
    """Pair the operations by the first test that two pass; those left over stand alone.

    In the order of the new API, then what only the old one has.
    """
    alone = [*old.operations]
    partners: dict[Operation, Operation] = {}
    for is_same in tests:
        for now in new.operations:
            was = next((one for one in alone if now not in partners and is_same(one, now)), None)
            if was:
                alone.remove(was)
                partners[now] = was
    yield from ((partners.get(now), now) for now in new.operations)
    yield from ((was, None) for was in alone)


def by_name(old: Names, new: Names) -> Iterator[tuple[str, str]]:
    """Match parts of the same name."""
    for name in {**old, **new}:
        yield name if name in old else "", name if name in new else ""


def by_header(old: Names, new: Names) -> Iterator[tuple[str, str]]:
    """Match headers of the same name, in which upper and lower case do not matter."""
    spelt = {name.lower(): name for name in new}
    for name in old:
        yield name, spelt.pop(name.lower(), "")
    yield from (("", name) for name in spelt.values())


def walk(old: Operation, new: Operation, match: Match = by_name) -> Iterator[Step]:
    """Go through two versions of an operation: parameters, bodies, answers, and all in them."""
    parameters: list[Names] = [
        {f"{part} {name}": shape for part in HOLDERS if part in one.parts
         for name, shape in one.parts[part].fields.items()} for one in (old, new)
    ]  # fmt: skip
    yield from _steps("parameter", parameters[0], parameters[1], None, match)
    bodies: list[Names] = [
        {name: shape for name, shape in one.parts.items() if name not in HOLDERS}
        for one in (old, new)
    ]
    for was, name in by_name(bodies[0], bodies[1]):
        kind = "body" if "body" in (was, name) else "answer"
        step = Step(kind, name or was, bodies[0].get(was), bodies[1].get(name))
        yield from walk_shapes(step, match)


def walk_shapes(step: Step, match: Match = by_name) -> Iterator[Step]:
    """Go through a part and all that is in it."""
    yield step
    if step.old and step.new and not came_or_went(step.old, step.new):
        yield from _steps("header", step.old.headers, step.new.headers, step, by_header)
        yield from _steps("field", step.old.fields, step.new.fields, step, match)


def came_or_went(old: Shape, new: Shape) -> bool:
    """Whether only one of two versions has a body: what is in it follows."""
    media = [one.facts["media"] for one in (old, new) if "media" in one.facts]
    return len(media) == 2 and bool(media[0]) != bool(media[1])


def _steps(kind: str, old: Names, new: Names, above: Step | None, match: Match) -> Iterator[Step]:
    for was, name in match(old, new):
        renamed = was if was and name and was != name else ""
        step = Step(kind, name or was, old.get(was), new.get(name), above, renamed)
        yield from walk_shapes(step, match)


def stated(old: Shape, new: Shape) -> Iterator[tuple[str, Scalar, Scalar]]:
    """What is stated otherwise of a value: keyword (default, format, a limit), before, after."""
    for key in {**old.stated, **new.stated}:
        before, after = old.stated.get(key), new.stated.get(key)
        if before != after or isinstance(before, bool) != isinstance(after, bool):
            yield key, before, after


def words(old: Iterable[Scalar], new: Iterable[Scalar]) -> tuple[list[Scalar], list[Scalar]]:
    """The known words that were added, and those that were removed."""
    before, after = list(old), list(new)
    return (
        [word for word in after if word not in before],
        [word for word in before if word not in after],
    )


def same(old: Any, new: Any) -> bool:
    """Whether two values are the same as JSON, in which 1 is not true."""
    return json.dumps(old, sort_keys=True) == json.dumps(new, sort_keys=True)
