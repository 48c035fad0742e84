"""The bounds of what an operation sends: numbers, and lengths of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.spec import Place, Spec, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOUNDS = ("minimum", "minLength"), ("maximum", "maxLength")


def bounds_of(spec: Spec, operation: Place) -> dict[str, tuple[float | None, float | None]]:
    """The lowest and the highest value of each parameter and of each field of the body.

    A field within a field is named `outer.inner`, the items of a list `name[]`.
    """
    found: dict[str, tuple[float | None, float | None]] = {}
    for name, schema in _sent(spec, operation):
        stated = mapping(spec.follow(schema).value)
        low, high = (next((stated[key] for key in keys if key in stated), None) for keys in _BOUNDS)
        if (low, high) != (None, None):
            found[name] = (low, high)
    return found


def _sent(spec: Spec, operation: Place) -> Iterator[tuple[str, Place]]:
    for parameter in spec.parameters_of(operation):
        if parameter.at("in").value in ("query", "header"):
            yield str(parameter.at("name").value), parameter.at("schema")
    for media in spec.follow(operation.at("requestBody")).at("content").children():
        yield from _fields(spec, media.at("schema"), "")


def _fields(spec: Spec, holder: Place, before: str) -> Iterator[tuple[str, Place]]:
    for field in spec.follow(holder).at("properties").children():
        yield from _values(spec, field, f"{before}{field.name}")


def _values(spec: Spec, schema: Place, name: str) -> Iterator[tuple[str, Place]]:
    """A value, and the values in it; no schema contains itself."""
    yield name, schema
    yield from _fields(spec, schema, f"{name}.")
    items = spec.follow(schema).at("items")
    if items.value is not None:
        yield from _values(spec, items, f"{name}[]")
