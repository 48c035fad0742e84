"""The JSON Schema of settings: what a key takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Schema = dict[str, Any]
_ALTERNATIVES = ("allOf", "anyOf", "oneOf")
#: Deeper than any schema is, but for one that refers to itself.
_DEEPEST = 20


class Kind(NamedTuple):
    """What a key takes.

    Attributes:
        types: Types of JSON; none if any will do.
        items: What the items of a list take.
    """

    types: frozenset[str]
    items: Schema | None


def kind_of(place: tuple[str, ...], root: Schema) -> Kind:
    """Return what a key takes.

    Raises:
        LookupError: There is no such key; the text is the part that is unknown, and the known ones.
    """
    parts = [*_parts(root, root)]
    for depth, key in enumerate(place, 1):
        named = [part["properties"] for part in parts if "properties" in part]
        inner = [properties[key] for properties in named if key in properties]
        # A table of any keys, such as one of labels.
        free = [part["additionalProperties"] for part in parts if _takes_any(part)]
        if not inner and not free:
            known = list(dict.fromkeys(name for properties in named for name in properties))
            raise LookupError(".".join(place[:depth]), known)
        parts = [part for one in inner or free for part in _parts(one, root)]
    types = frozenset(kind for part in parts for kind in _types(part))
    items = next((part["items"] for part in parts if "items" in part), None)
    return Kind(types, items)


def is_secret(place: tuple[str | int, ...], root: Schema) -> bool:
    """Tell whether the schema says that what is at a place must not be shown."""
    parts = [*_parts(root, root)]
    for step in place:
        if isinstance(step, int):
            inner = [part["items"] for part in parts if "items" in part]
        else:
            named = [part["properties"] for part in parts if "properties" in part]
            inner = [properties[step] for properties in named if step in properties]
        parts = [part for one in inner for part in _parts(one, root)]
    return any(part.get("format") == "password" or part.get("writeOnly") for part in parts)


def kind_of_items(items: Schema, root: Schema) -> Kind:
    """Return what each item of a list takes."""
    parts = [*_parts(items, root)]
    return Kind(frozenset(kind for part in parts for kind in _types(part)), None)


def _takes_any(part: Schema) -> bool:
    return isinstance(part.get("additionalProperties"), dict)


def _parts(schema: Schema, root: Schema, depth: int = 0) -> Iterator[Schema]:
    """Yield a schema and all that it is put together from, references followed."""
    yield schema
    if depth > _DEEPEST:
        return
    reference = schema.get("$ref")
    if isinstance(reference, str) and reference.startswith("#/"):
        target: Any = root
        for step in reference.removeprefix("#/").split("/"):
            target = target[step]
        yield from _parts(target, root, depth + 1)
    for name in _ALTERNATIVES:
        for one in schema.get(name, ()):
            yield from _parts(one, root, depth + 1)


def _types(part: Schema) -> list[str]:
    types: Any = part.get("type", ())
    return [types] if isinstance(types, str) else [*types]
