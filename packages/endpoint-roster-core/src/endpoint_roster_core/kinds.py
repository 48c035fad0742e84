"""The kinds of values that fields have, as the models write them.

A kind is a word: ``string``, ``integer``, ``number``, ``boolean``, ``date-time``, ``any``, or the
name of a model. ``list[...]`` and ``map[...]`` hold kinds; a question mark behind one allows null.
"""

from __future__ import annotations

import functools
from typing import TypeAlias

#: A word, or ("list" | "map" | "nullable", the kind inside).
Kind: TypeAlias = "str | tuple[str, Kind]"

SCALARS = frozenset({"any", "boolean", "date-time", "integer", "number", "string"})


@functools.cache
def parse(text: str) -> Kind:
    """Return the kind that a text says.

    Raises:
        ValueError: It says none.
    """
    if text.endswith("?"):
        return "nullable", parse(text[:-1])
    for word in ("list", "map"):
        if text.startswith(f"{word}[") and text.endswith("]"):
            return word, parse(text[len(word) + 1 : -1])
    if text not in SCALARS and not text.isidentifier():
        raise ValueError(f"{text!r} is not a kind")
    return text


def models_in(kind: Kind) -> set[str]:
    """Return the names of the models that a kind is made of."""
    if isinstance(kind, tuple):
        return models_in(kind[1])
    return set() if kind in SCALARS else {kind}


def describe(kind: Kind) -> str:
    """Return what an API's description would say of the kind."""
    if isinstance(kind, tuple):
        word, inner = kind
        return (
            f"{describe(inner)} or null" if word == "nullable" else f"{word} of {describe(inner)}"
        )
    return kind if kind in SCALARS else f"object ({kind})"
