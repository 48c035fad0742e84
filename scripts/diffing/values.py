"""Judge what may come in a place, and what is said of it: types, words, limits, descriptions."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from documents.api import LOWER, NAMED, UNDECIDABLE
from documents.comparison import same, stated, words
from documents.shapes import Note, Scalar, Shape

from .rules import REQUEST, Change
from .things import Thing, named

#: Formats for which the client has a Python type of its own; all others stay what JSON has.
PYTHON_FORMATS = frozenset({"date-time"})
WORDS = ("title", "summary", "description", "externalDocs", "links", "$comment")
EXAMPLES = ("example", "examples")


def values(old: Shape, new: Shape, thing: Thing) -> Iterator[Change]:
    """Judge two versions of a value: types, words, default, format, limits."""
    shared = (old.types or {"any"}) & (new.types or {"any"}) - {"null"}
    yield from types(old, new, thing, sorted(shared))
    if shared:
        yield from enumerations(old, new, thing)
    for key, before, after in stated(old, new):
        if shared or key == "default":
            rule = rule_of_stated(key, before, after, thing.direction)
            what = "" if key == "default" else f"{key} "
            detail = f"{what}{shown(before)} -> {shown(after)}"
            yield thing.change(rule, f"{new.pointer}/{key}", detail)


def types(old: Shape, new: Shape, thing: Thing, shared: list[str]) -> Iterator[Change]:
    """Judge null, the other types, and the named schema of those that both have."""
    before, after = (one.types or {"any"} for one in (old, new))
    if ("null" in before) != ("null" in after) and "any" not in before | after:
        how = "added" if "null" in after else "removed"
        yield thing.change(f"{thing.direction}-nullable-{how}", new.pointer)
    more, less = added_types(before, after), added_types(after, before)
    if more or less:
        how = "changed" if more and less else "widened" if more else "narrowed"
        detail = f"{' or '.join(sorted(before))} -> {' or '.join(sorted(after))}"
        yield thing.change(f"{thing.direction}-type-{how}", new.pointer, detail)
    if any(old.names.get(one) != new.names.get(one) for one in shared):
        was, now = (
            listed(sorted({name for one in shared for name in side.names.get(one, ())}))
            for side in (old, new)
        )
        detail = f"{was or 'a schema without name'} -> {now or 'none'}"
        yield thing.change("class-changed", new.pointer, detail)


def added_types(old: set[str], new: set[str]) -> set[str]:
    """Types that the new schema allows and the old one did not; each integer is a number."""
    if "any" in old:
        return set()
    return {one for one in new - old - {"null"} if not (one == "integer" and "number" in old)}


def enumerations(old: Shape, new: Shape, thing: Thing) -> Iterator[Change]:
    """Judge the words of an enumeration.

    The words belong to the schema that lists them; whether others may come, to the one at hand.
    """
    pointers = [*new.words.values(), *old.words.values()]
    if not pointers:
        return
    if old.is_closed != new.is_closed:
        how = "closed" if new.is_closed else "opened"
        yield thing.change(f"{thing.direction}-enum-{how}", new.pointer)
    at = pointers[0] if pointers[0].endswith("/const") else pointers[0].rpartition("/")[0]
    holder = at.removeprefix(NAMED).rpartition("/")[0]
    if holder and "/" not in holder:
        thing = named(thing.direction, holder)
    kind = f"{thing.direction}-enum" if old.is_closed and new.is_closed else "known"
    fresh, gone = words(old.words, new.words)
    if fresh and not (new.is_closed and not old.words):
        yield thing.change(f"{kind}-value-added", at, listed(fresh))
    if gone and not (old.is_closed and not new.words):
        yield thing.change(f"{kind}-value-removed", at, listed(gone))


def rule_of_stated(key: str, before: Scalar, after: Scalar, way: str) -> str:
    """The rule for a default, a format (some have a Python type) or a limit that differs."""
    how = "added" if before is None else "removed" if after is None else "changed"
    if key == "default":
        return f"{way}-default-{how if way == REQUEST else 'changed'}"
    if key == "format":
        return "format-changed" if {before, after} & PYTHON_FORMATS else "format-noted"
    if key == "additionalProperties":
        return f"{way}-type-changed"
    if how == "changed" and key in UNDECIDABLE:
        return "pattern-changed"
    rises = how == "changed" and float(str(after)) > float(str(before))
    is_narrower = how == "added" or (how == "changed" and rises == (key in LOWER))
    return f"{way}-range-{'narrowed' if is_narrower else 'widened'}"


def noted(old: Mapping[str, Note], new: Mapping[str, Note], thing: Thing) -> Iterator[Change]:
    """Compare what only people read, the mark that something will go, and unknown keywords."""
    for name in (name for name in new if name in old):
        before, (pointer, after) = old[name].keywords, new[name]
        about = named(thing.direction, name) if pointer == f"{NAMED}{name}" else thing
        for key in {**before, **after}:
            was, now = before.get(key), after.get(key)
            if same(was, now):
                continue
            if key in WORDS:
                yield about.change("description-changed", f"{pointer}/description")
            elif key in EXAMPLES:
                yield about.change("example-changed", f"{pointer}/{key}")
            elif key.startswith("x-"):
                yield about.change("extension-changed", f"{pointer}/{key}", key)
            elif key != "deprecated":
                yield about.change("unclassified", f"{pointer}/{key}", key)
            elif bool(was) != bool(now):
                rule = "deprecated" if now else "deprecation-lifted"
                yield about.change(rule, f"{pointer}/{key}")


def shown(value: Any) -> str:
    """A value as JSON; `none` for what is not there."""
    return "none" if value is None else json.dumps(value, ensure_ascii=False)


def listed(values: Iterable[Any]) -> str:
    """Values one after the other."""
    return ", ".join(value if isinstance(value, str) else shown(value) for value in values)
