"""Bodies of answers with random values in random places."""

import copy
import functools
from collections.abc import Iterator, Sequence
from typing import Any, cast

from hypothesis import strategies as st
from support.examples import examples

from .samples import Path, put, take, value_at

BOUNDED = examples(50)

# Values that are nearly right.
TEMPTING = (
    *("", " ", "0", "-0", "1", " 1", "+1", "1_0", "01", "1.0", "1e5", "1e400", "\u0663", "0x10"),
    *("9" * 18, "9" * 19, "9" * 5000, "NaN", "Infinity", "true", "null", "None", "UNSET"),
    *("2026-02-03T04:05:06Z", "2026-02-03T04:05:06", "2026-02-03", "20260203T040506Z"),
    *("2026-W06-2T04:05:06Z", "2026-02-03 04:05:06.5+23:59", "2026-02-03T04:05:06,5-00:00"),
    *("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59.999999-23:59", "2026-02-30T00:00:00Z"),
    *("2026-02-03T04:05:06+00:00:01", "2026-02-03T24:00:00Z", "2026-06-30T23:59:60Z"),
    *(0, 1, -1, 2**63, -(2**64), 10**25, 10**400, -(10**4000), 0.0, -0.0, 3.0, 0.1, 1e22, 1e308),
    *(float("nan"), float("inf"), float("-inf"), True, False, None),
)
CHANGES = st.sampled_from(["replace", "replace", "remove", "add"])
NAMES = ("id", "Id", "name", "data", "error", "Error", "status", "Items", "additional_properties")


def _is_plain(name: str) -> bool:
    """Whether a name can stand in ``Deviation.path`` without being taken for something else."""
    return name != "" and not name.isdecimal() and not set(name) & set(".[]")


@functools.cache
def texts() -> st.SearchStrategy[str]:
    """Texts with everything that JSON can hold, lone surrogates included."""
    return st.text(st.characters(exclude_categories=()), max_size=8)


@functools.cache
def names() -> st.SearchStrategy[str]:
    return st.sampled_from(NAMES) | texts().filter(_is_plain)


@functools.cache
def junk() -> st.SearchStrategy[Any]:
    """Any JSON value, rather small, often nearly right."""
    leaves: st.SearchStrategy[Any] = (
        st.sampled_from(TEMPTING) | st.integers() | st.floats() | texts() | st.none()
    )
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names(), inner, max_size=3),
        max_leaves=6,
    )


@st.composite
def spoiled(draw: st.DrawFn, bodies: Sequence[Any]) -> Any:
    """One of these bodies after up to six random changes, none at first."""
    body = copy.deepcopy(draw(st.sampled_from(bodies)))
    for _ in range(draw(st.integers(0, 6))):
        places = list(_places(body))
        if places:
            _spoil(draw, body, places[draw(st.integers(0, len(places) - 1))])
    return body


def _spoil(draw: st.DrawFn, body: Any, place: Path) -> None:
    """Replace a value, remove it, or put another beside it."""
    change = draw(CHANGES)
    around = value_at(body, place[:-1])
    if change == "replace":
        put(body, place, draw(junk()))
    elif change == "remove":
        take(body, place)
    elif isinstance(around, list):
        cast("list[Any]", around).insert(cast("int", place[-1]), draw(junk()))
    else:
        around[draw(names())] = draw(junk())


def _places(value: Any, path: Path = ()) -> Iterator[Path]:
    """The paths of all values inside."""
    if isinstance(value, dict):
        for name, inner in cast("dict[str, Any]", value).items():
            yield (*path, name)
            yield from _places(inner, (*path, name))
    elif isinstance(value, list):
        for i, inner in enumerate(cast("list[Any]", value)):
            yield (*path, i)
            yield from _places(inner, (*path, i))
