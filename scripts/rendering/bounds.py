"""The bounds of what an operation sends: numbers, and lengths of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.spec import Place, Spec, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BOUNDS = ("minimum", "minLength"), ("maximum", "maxLength")


def bounds_of(
    spec: Spec, operation: Place, arguments: Mapping[str, str]
) -> dict[str, tuple[float | None, float | None]]:
    """The lowest and the highest value of each parameter and of each field of the body.

    A field within a field is named `outer.inner`, the items of a list `name[]`; a parameter of the
    path by its argument.
    """
    found: dict[str, tuple[float | None, float | None]] = {}
    for name, schema in _sent(spec, operation):
        low, high = _bounds(spec, schema)
        if (low, high) != (None, None):
            found[name] = (low, high)
    for parameter in _parameters(spec, operation, "path"):
        # A shorter id is only another one: the server does not know it, and says so.
        _, high = _bounds(spec, parameter.at("schema"))
        if high is not None:
            found[arguments[str(parameter.at("name").value)]] = (None, high)
    return found


def _bounds(spec: Spec, schema: Place) -> tuple[float | None, float | None]:
    stated = mapping(spec.follow(schema).value)
    low, high = (next((stated[key] for key in keys if key in stated), None) for keys in _BOUNDS)
    return low, high


def _parameters(spec: Spec, operation: Place, *where: str) -> Iterator[Place]:
    return (one for one in spec.parameters_of(operation) if one.at("in").value in where)


def _sent(spec: Spec, operation: Place) -> Iterator[tuple[str, Place]]:
    for parameter in _parameters(spec, operation, "query", "header"):
        yield str(parameter.at("name").value), parameter.at("schema")
    for media in spec.follow(operation.at("requestBody")).at("content").children():
        yield from _fields(spec, media.at("schema"), "")


def _fields(
    spec: Spec, holder: Place, before: str, above: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Place]]:
    held = spec.follow(holder)
    if held.pointer not in above:  # one that holds itself has bounds on its first level
        for field in held.at("properties").children():
            yield from _values(spec, field, f"{before}{field.name}", above | {held.pointer})


def _values(
    spec: Spec, schema: Place, name: str, above: frozenset[str]
) -> Iterator[tuple[str, Place]]:
    """A value, and the values in it."""
    yield name, schema
    yield from _fields(spec, schema, f"{name}.", above)
    items = spec.follow(schema).at("items")
    if items.value is not None:
        yield from _values(spec, items, f"{name}[]", above)
