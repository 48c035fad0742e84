"""The bounds of what an operation sends: numbers, and lengths of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.spec import Place, Spec, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOUNDS = ("minimum", "minLength"), ("maximum", "maxLength")


def bounds_of(spec: Spec, operation: Place) -> dict[str, tuple[float | None, float | None]]:
    """The lowest and the highest value of each parameter and of each field of the body."""
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
        for field in spec.follow(media.at("schema")).at("properties").children():
            yield field.name, field
