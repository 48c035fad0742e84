"""Settings as lines of text, for people who look at them before they are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ..output.text import safe, to_json
from .schema import is_secret

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .files import Place
    from .schema import Schema

_HIDDEN = "(not shown)"


def lines_of(settings: Mapping[str, Any], schema: Schema) -> list[str]:
    """Return a line for each setting, its key with dots; secrets are not shown."""
    pairs = [(_written(place), place, value) for place, value in _leaves(dict(settings), ())]
    width = max((len(name) for name, _, _ in pairs), default=0)
    return [
        f"  {safe(name):{width}}  {_HIDDEN if is_secret(place, schema) else _shown(value)}"
        for name, place, value in pairs
    ]


def shown(settings: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    """Return a copy of settings in which secrets are not shown."""

    def copy(value: Any, place: Place) -> Any:
        if isinstance(value, dict):
            pairs = cast("dict[str, Any]", value).items()
            return {key: copy(item, (*place, key)) for key, item in pairs}
        if isinstance(value, list):
            items = enumerate(cast("list[Any]", value))
            return [copy(item, (*place, number)) for number, item in items]
        return _HIDDEN if is_secret(place, schema) else value

    return copy(dict(settings), ())


def _leaves(value: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    if isinstance(value, dict) and value:
        for key, item in cast("dict[str, Any]", value).items():
            yield from _leaves(item, (*place, key))
    elif isinstance(value, list) and any(isinstance(one, dict) for one in cast("list[Any]", value)):
        for number, item in enumerate(cast("list[Any]", value)):
            yield from _leaves(item, (*place, number))
    else:
        yield place, value


def _written(place: Place) -> str:
    words = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return "".join(words).removeprefix(".")


def _shown(value: Any) -> str:
    return safe(value) if isinstance(value, str) else to_json(value)
