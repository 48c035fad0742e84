"""Match the parts of two versions, also those that have another name or place now."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from documents.comparison import Names, by_name, same
from documents.shapes import ENTRY, ITEM, Shape

SIMILAR = 0.6  # of 1: how much two names must have in common to be one renamed part


def matched(old: Names, new: Names) -> Iterator[tuple[str, str]]:
    """Match parts by name; then a parameter of the same name elsewhere, then what was renamed."""
    gone = {name: shape for name, shape in old.items() if name not in new}
    fresh = {name: shape for name, shape in new.items() if name not in old}
    for is_one in (is_moved, is_renamed):
        for was in [*gone]:
            now = next((one for one in fresh if is_one(was, gone[was], one, fresh[one])), None)
            if now is not None:
                del gone[was], fresh[now]
                yield was, now
    yield from ((was, now) for was, now in by_name(old, new)
                if (was and now) or was in gone or now in fresh)  # fmt: skip


def is_moved(old: str, _before: Shape, new: str, _after: Shape) -> bool:
    """Whether two parameters have the same name in different places."""
    return " " in old and " " in new and old.partition(" ")[2] == new.partition(" ")[2]


def is_renamed(old: str, before: Shape, new: str, after: Shape) -> bool:
    """Whether two names stand for the same part: alike in meaning, and in words or name."""
    if not same(promise(before), promise(after)) or {old, new} & {ITEM, ENTRY}:
        return False
    texts = [one.notes[""].keywords.get("description") if one.notes else None
             for one in (before, after)]  # fmt: skip
    same_words = texts[0] and texts[0] == texts[1]
    return bool(same_words) or SequenceMatcher(None, old, new).ratio() >= SIMILAR


def promise(shape: Shape) -> Any:
    """What a shape says, without its words, examples and places; a class by its name alone."""
    names = {kind: sorted(found) for kind, found in shape.names.items()}
    about = [sorted(shape.types), bool(shape.required), names, shape.facts]
    if not names:
        about += [sorted(map(repr, shape.words)), sorted(shape.wordless), shape.stated]
        about.append({name: promise(inner) for name, inner in shape.fields.items()})
    return about
