"""Everything about one endpoint as text, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from endpoint_roster import to_dict

from ..output.terminal import styled
from ..output.text import safe, to_json
from .cells import STATE_COLOURS, age, cost_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from endpoint_roster import Cost, Endpoint, Price

_INDENT = "  "
#: Longer names push their values out of line.
_WIDEST_NAME = 24


def detail_lines(endpoint: Endpoint, now: datetime, console: str | None) -> Iterator[str]:
    """Yield lines with the fields of all providers, ages until now, then those of its own.

    Args:
        endpoint: The endpoint.
        now: The time that ages end at, aware.
        console: Where it is in the provider's web console, if that is known.
    """
    data = to_dict(endpoint)
    raw = data.pop("raw")
    known = {name: value for name, value in data.items() if value not in (None, [], {})}
    for name in ("created_at", "updated_at"):
        moment: datetime | None = getattr(endpoint, name)
        if moment is not None:
            known[name] = f"{moment:%Y-%m-%d %H:%M:%S} UTC ({age(moment, now)} ago)"
    if endpoint.cost:
        known["cost"] = _cost(endpoint.cost)
    if endpoint.prices:
        known["prices"] = [_price(price) for price in endpoint.prices]
    if console:
        known["console"] = console
    for line in _lines(known):
        name, _, value = line.partition(" ")
        colour = STATE_COLOURS.get(value.strip()) if name == "state" else None
        yield styled(line, fg=colour) if colour else line
    if unknown := [name for name in data if name not in known]:
        yield f"{'not reported':{_width(known)}}{_INDENT}{', '.join(unknown)}"
    yield ""
    yield styled(safe(f"As {endpoint.provider} sent it:"), bold=True)
    yield from _nested(raw if _has_parts(raw) else [raw], _INDENT)


def _cost(cost: Cost) -> str:
    if cost.per_hour is None:
        return cost.basis if cost.by_use else f"unknown: {cost.basis}"
    return f"{cost_text(cost)} an hour: {cost.basis}"


def _price(price: Price) -> str:
    return f"{price.item}: {price.amount:f} {price.currency} per {price.unit}"


def _lines(data: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """Yield the members of an object, values in one column, what is nested below its name."""
    width = _width(data)
    for name, value in data.items():
        shown = _inline(value)
        if shown is not None:
            yield f"{indent}{safe(name):{width}}{_INDENT}{shown}".rstrip()
        else:
            yield f"{indent}{safe(name)}"
            yield from _nested(value, indent + _INDENT)


def _nested(value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _lines(cast("dict[str, Any]", value), indent)
        return
    for item in cast("list[Any]", value):
        shown = _inline(item)
        if shown is not None:
            yield f"{indent}- {shown}"
            continue
        for number, line in enumerate(_nested(item, "")):
            yield f"{indent}{_INDENT if number else '- '}{line}"


def _inline(value: Any) -> str | None:
    """Return the value if it fits beside its name; None for what has parts."""
    if isinstance(value, str):
        return safe(value) if value else '""'
    return None if _has_parts(value) else to_json(value)


def _has_parts(value: Any) -> bool:
    return isinstance(value, dict | list) and len(cast("list[Any]", value)) > 0


def _width(data: Mapping[str, Any]) -> int:
    return min(_WIDEST_NAME, max((len(safe(name)) for name in data), default=0))
