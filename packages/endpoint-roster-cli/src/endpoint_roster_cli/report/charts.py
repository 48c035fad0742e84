"""The two pictures of the page, as SVG; what they show stands beside them in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..output.text import counted
from .figures import STATES, span_words
from .markup import Markup, element, join

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence
    from datetime import timedelta

    from endpoint_roster import EndpointState

    from .figures import Ages

_WIDTH = 680  # of both pictures, in units of their own; the page scales them
_LABELS, _TOTALS, _BAR, _PITCH = 120, 46, 22, 34
_LETTER = 7.2  # a bit more than the width of a letter or digit
_LONGEST_LABEL = 16
_PLOT, _TOP, _BOTTOM = 190, 26, 26
#: A column at least so high that it can be seen.
_LOWEST = 2


def by_provider(providers: dict[str, Counter[EndpointState]]) -> Markup:
    """Return a picture with one bar for each provider, cut into its states.

    Args:
        providers: How many endpoints in each state, by provider.
    """
    most = max(states.total() for states in providers.values())
    scale = (_WIDTH - _LABELS - _TOTALS) / most
    rows = [
        _row(provider, states, number * _PITCH + 4, scale)
        for number, (provider, states) in enumerate(providers.items())
    ]
    text = "; ".join(f"{name}: {_describe(states)}" for name, states in providers.items())
    return _picture("providers", "Endpoints by provider and state", text, len(rows) * _PITCH, rows)


def by_age(ages: Sequence[Ages], old: timedelta) -> Markup:
    """Return a picture with one column for each age.

    Args:
        ages: How many serve requests, by age.
        old: Age from which on a dedicated endpoint may have been forgotten.
    """
    most = max(1, *(age.dedicated + age.others for age in ages))
    width = _WIDTH / len(ages)
    columns = [
        _column(age, number * width, width, _PLOT / most, forgotten=age.since >= old)
        for number, age in enumerate(ages)
    ]
    base = _TOP + _PLOT
    border = next(number for number, age in enumerate(ages) if age.since == old) * width
    lines = [
        element("line", class_="axis", x1=0, x2=_WIDTH, y1=base, y2=base),
        element("line", class_="border", x1=border, x2=border, y1=4, y2=base + 6),
        _label(f"{span_words(old)} and older", border + 6, 14, "start", "muted"),
    ]
    text = "; ".join(_describe_age(age) for age in ages if age.dedicated or age.others)
    title = "Active endpoints, by age"
    return _picture("ages", title, text or "none", base + _BOTTOM, [*columns, *lines])


def _row(provider: str, states: Counter[EndpointState], top: float, scale: float) -> Markup:
    middle = top + _BAR / 2 + 4
    parts = [_label(_short(provider), _LABELS - 10, middle, "end")]
    left = float(_LABELS)
    for state in STATES:
        if count := states[state]:
            width = count * scale
            text = f"{provider}: {count} {state.value}"
            parts.append(_box(f"s-{state.value}", left, top, width, _BAR, text))
            if width > len(str(count)) * _LETTER + 6:
                at = left + width / 2
                parts.append(_label(str(count), at, middle, "middle", f"on-{state.value}"))
            left += width
    parts.append(_label(str(states.total()), left + 8, middle, "start", "total"))
    return join(*parts)


def _column(age: Ages, left: float, width: float, scale: float, *, forgotten: bool) -> Markup:
    base = float(_TOP + _PLOT)
    parts: list[Markup] = []
    dedicated = "forgotten" if forgotten else "dedicated"
    for kind, count in (("others", age.others), (dedicated, age.dedicated)):
        if count:
            height = max(count * scale, _LOWEST)
            base -= height
            text = f"{count} {kind}, {span_words(age.since)} and older"
            parts.append(_box(f"a-{kind}", left + 3, base, width - 6, height, text))
    if total := age.others + age.dedicated:
        parts.append(_label(str(total), left + width / 2, base - 5, "middle", "total"))
    tick = _TOP + _PLOT + 18
    parts.append(_label(span_words(age.since), left, tick, "start", "muted"))
    return join(*parts)


def _describe(states: Counter[EndpointState]) -> str:
    """Return the counts in words, for those who do not see the picture."""
    return ", ".join(f"{states[state]} {state.value}" for state in STATES if states[state])


def _describe_age(age: Ages) -> str:
    all_of_them = age.dedicated + age.others
    dedicated = f", {age.dedicated} of them dedicated" if age.dedicated else ""
    return f"{span_words(age.since)} and older: {counted(all_of_them, 'endpoint')}{dedicated}"


def _picture(name: str, title: str, text: str, height: float, parts: Iterable[str]) -> Markup:
    drawing = element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", text, id=f"{name}-description"),
        *parts,
        class_="picture",
        viewBox=f"0 0 {_WIDTH} {height:g}",
        role="img",
        aria_labelledby=f"{name}-title {name}-description",
    )
    return element("div", drawing, class_="chart")


def _box(class_: str, x: float, y: float, width: float, height: float, text: str) -> Markup:
    place = {"x": f"{x:.2f}", "y": f"{y:.2f}", "width": f"{width:.2f}", "height": f"{height:.2f}"}
    return element("rect", element("title", text), class_=class_, **place)


def _label(text: str, x: float, y: float, anchor: str, class_: str | None = None) -> Markup:
    at = {"x": f"{x:.2f}", "y": f"{y:.2f}", "text_anchor": anchor}
    return element("text", text, class_=class_, **at)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 1]}…"
