"""The two pictures of the page; what they show stands beside them in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ..endpoints.cells import money
from ..output.text import counted
from .figures import STATES, span_words

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence
    from datetime import timedelta
    from decimal import Decimal

    from endpoint_roster import EndpointState

    from .figures import Ages

_WIDTH = 680  # of both pictures, in units of their own; the page scales them
_LABELS, _TOTALS, _BAR, _PITCH = 120, 46, 22, 34
_AMOUNTS = 130
_LETTER = 7.2  # a bit more than the width of a letter or digit
_LONGEST_LABEL = 16
_PLOT, _TOP, _BOTTOM = 190, 26, 26
#: A column at least so high that it can be seen.
_LOWEST = 2


class Shape(NamedTuple):
    """An element of SVG: a box or a line, or a text; a box has one that appears above it."""

    name: str
    attributes: Mapping[str, str | None]  # whose values are ours
    text: str = ""


@dataclass
class Chart:
    """A picture: what it is called, what it says in words, and what is drawn."""

    name: str
    title: str
    text: str
    height: int
    shapes: list[Shape] = field(default_factory=list[Shape])
    width: int = _WIDTH


def by_provider(providers: Mapping[str, Counter[EndpointState]]) -> Chart:
    """Return a picture with one bar for each provider, cut into its states."""
    text = "; ".join(f"{name}: {_describe(states)}" for name, states in providers.items())
    title = "Endpoints by provider and state"
    chart = Chart("providers", title, text, len(providers) * _PITCH)
    scale = (_WIDTH - _LABELS - _TOTALS) / max(states.total() for states in providers.values())
    for number, (provider, states) in enumerate(providers.items()):
        top, left = number * _PITCH + 4, float(_LABELS)
        middle = top + _BAR / 2 + 4
        chart.shapes.append(_label(_short(provider), _LABELS - 10, middle, "end"))
        for state in STATES:
            if not (count := states[state]):
                continue
            width = count * scale
            about = f"{provider}: {count} {state.value}"
            box = _shape("rect", f"s-{state.value}", about, x=left, y=top, width=width, height=_BAR)
            chart.shapes.append(box)
            if width > len(str(count)) * _LETTER + 6:
                at = left + width / 2
                chart.shapes.append(_label(str(count), at, middle, "middle", f"on-{state.value}"))
            left += width
        chart.shapes.append(_label(str(states.total()), left + 8, middle, "start", "total"))
    return chart


def by_age(ages: Sequence[Ages], old: timedelta) -> Chart:
    """Return a picture with one column for each age."""
    text = "; ".join(_describe_age(age) for age in ages if age.dedicated or age.others)
    base, width = _TOP + _PLOT, _WIDTH / len(ages)
    chart = Chart("ages", "Active endpoints, by age", text or "none", base + _BOTTOM)
    scale = _PLOT / max(1, *(age.dedicated + age.others for age in ages))
    for number, age in enumerate(ages):
        left, top = number * width, float(base)
        dedicated = "forgotten" if age.since >= old else "dedicated"
        for kind, count in (("others", age.others), (dedicated, age.dedicated)):
            if count:
                height = max(count * scale, _LOWEST)
                top -= height
                about = f"{count} {kind}, {span_words(age.since)} and older"
                box = {"x": left + 3, "y": top, "width": width - 6, "height": height}
                chart.shapes.append(_shape("rect", f"a-{kind}", about, **box))
        if total := age.others + age.dedicated:
            chart.shapes.append(_label(str(total), left + width / 2, top - 5, "middle", "total"))
        chart.shapes.append(_label(span_words(age.since), left, base + 18, "start", "muted"))
        if age.since == old:
            chart.shapes.append(_shape("line", "border", x1=left, x2=left, y1=4, y2=base + 6))
            about = f"{span_words(old)} and older"
            chart.shapes.append(_label(about, left + 6, 14, "start", "muted"))
    chart.shapes.append(_shape("line", "axis", x1=0, x2=_WIDTH, y1=base, y2=base))
    return chart


def by_cost(number: int, currency: str, costs: Mapping[str, Decimal]) -> Chart:
    """Return a picture with one bar for what each provider costs by the hour, in one currency."""
    text = "; ".join(f"{name}: {money(amount)}" for name, amount in costs.items())
    title = f"{currency} per hour, by provider"
    chart = Chart(f"costs-{number}", title, text, len(costs) * _PITCH)
    room = _WIDTH - _LABELS - _AMOUNTS
    most = max(costs.values())
    for place, (provider, amount) in enumerate(costs.items()):
        top = place * _PITCH + 4
        middle = top + _BAR / 2 + 4
        width = max(float(amount / most) * room, _LOWEST)
        about = f"{provider}: {money(amount)} {currency} per hour"
        box = {"x": _LABELS, "y": top, "width": width, "height": _BAR}
        chart.shapes.append(_label(_short(provider), _LABELS - 10, middle, "end"))
        chart.shapes.append(_shape("rect", "a-dedicated", about, **box))
        chart.shapes.append(_label(money(amount), _LABELS + width + 8, middle, "start", "total"))
    return chart


def _describe(states: Counter[EndpointState]) -> str:
    return ", ".join(f"{states[state]} {state.value}" for state in STATES if states[state])


def _describe_age(age: Ages) -> str:
    all_of_them = age.dedicated + age.others
    dedicated = f", {age.dedicated} of them dedicated" if age.dedicated else ""
    return f"{span_words(age.since)} and older: {counted(all_of_them, 'endpoint')}{dedicated}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 1]}…"


def _shape(name: str, class_: str | None, text: str = "", **places: float) -> Shape:
    where = {place: f"{number:.2f}" for place, number in places.items()}
    return Shape(name, {"class": class_, **where}, text)


def _label(text: str, x: float, y: float, anchor: str, class_: str | None = None) -> Shape:
    label = _shape("text", class_, text, x=x, y=y)
    return label._replace(attributes={**label.attributes, "text-anchor": anchor})
