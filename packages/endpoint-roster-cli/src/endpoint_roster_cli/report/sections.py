"""What stands on the page, from top to bottom."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from endpoint_roster import EndpointState

from ..endpoints.columns import plain, wide
from ..output.messages import describe_failure
from ..output.text import counted
from .charts import by_age, by_provider
from .figures import SERVING, STATES, span_words
from .markup import Markup, element, join
from .rows import endpoint_table, filled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

    from endpoint_roster import Failure, Listing

    from .figures import Figures

#: A picture, or a row of choices, of more than these would show nothing.
_MOST_PROVIDERS = 30
#: The oldest of those that may have been forgotten; the table has all.
_MOST_FORGOTTEN = 10
_ABOUT_FORGOTTEN = ("provider", "account", "name", "model", "age", "gpus", "replicas", "region")
_NOTHING = Markup("")


def failures(listing: Listing) -> Markup:
    """Return what could not be read and what to do about it; nothing if the listing is complete."""
    if listing.complete and not listing.failures:
        return _NOTHING
    count = len(listing.failures)
    missing = [element("li", *_failure(failure)) for failure in listing.failures]
    return _section(
        "failures",
        "This page is incomplete",
        element("p", f"{counted(count, 'account')} could not be read to the end:")
        if count
        else element("p", "The listing is marked as incomplete."),
        element("ul", *missing) if missing else _NOTHING,
        class_="failures",
    )


def totals(figures: Figures) -> Markup:
    """Return the numbers to see at a glance."""
    states = figures.states
    entries = [
        _total("endpoints", figures.endpoints),
        _total("accounts", figures.accounts),
        _total("providers", figures.read),
        _total("active", sum(states[state] for state in SERVING)),
        *(_total(state.value, states[state], state) for state in STATES if states[state]),
    ]
    return _section("totals", "Totals", element("dl", *entries, class_="totals"))


def charts(figures: Figures, old: timedelta) -> Markup:
    """Return the pictures, with what they show in words and numbers beneath."""
    if not figures.endpoints:
        return _NOTHING
    shown = dict(islice(figures.providers.items(), _MOST_PROVIDERS))
    more = len(figures.providers) - len(shown)
    states = [state for state in STATES if figures.states[state]]
    providers = _section(
        "chart-providers",
        "By provider and state",
        by_provider(shown),
        element("p", f"and {counted(more, 'provider')} with fewer") if more else _NOTHING,
        _legend((f"s-{state.value}", state.value) for state in states),
        element("p", "Active: running or degraded.", class_="muted"),
        element("details", element("summary", "In numbers"), _numbers(figures, states)),
    )
    ageless = f"{counted(figures.ageless, 'endpoint')} of unknown age." if figures.ageless else ""
    names = {
        "a-others": "serverless or other",
        "a-dedicated": "dedicated",
        "a-forgotten": f"dedicated, {span_words(old)} and older",
    }
    ages = _section(
        "chart-ages",
        "Age of active endpoints",
        by_age(figures.ages, old),
        _legend(names.items()),
        element(
            "p",
            f"Each column begins at the age beneath its left edge. {ageless}".rstrip(),
            class_="muted",
        ),
    )
    return element("div", providers, ages, class_="charts")


def forgotten(figures: Figures, now: datetime, old: timedelta) -> Markup:
    """Return the endpoints that may have been forgotten, the oldest first."""
    if not (found := figures.forgotten):
        return _NOTHING
    oldest = found[:_MOST_FORGOTTEN]
    usual = {*plain(oldest)}
    names = [name for name in _ABOUT_FORGOTTEN if name != "account" or name in usual]
    left = len(found) - len(oldest)
    summary = (
        f"{counted(len(found), 'dedicated endpoint')} created {span_words(old)} ago or earlier,"
        " active and so paid for."
    )
    return _section(
        "forgotten",
        "Forgotten?",
        element("p", f"{summary} The oldest {len(oldest)}:" if left else summary),
        _scroll(
            endpoint_table(oldest, filled(oldest, names, now), now),
            "Endpoints that may have been forgotten",
        ),
    )


def table(listing: Listing, figures: Figures, now: datetime) -> Markup:
    """Return the table of all endpoints, and what it is filtered by."""
    if not listing.endpoints:
        return _section("all", "Endpoints", element("p", "There are none."))
    names = [*wide(listing.endpoints, now), *filled(listing.endpoints, ["reason"], now)]
    return _section(
        "all",
        "Endpoints",
        _filters(figures),
        element("p", counted(figures.endpoints, "endpoint"), id="status", role="status"),
        _scroll(endpoint_table(listing.endpoints, names, now, "endpoints"), "Endpoints"),
        element("button", "Show all", id="more", class_="more", type="button", hidden=True),
        element("p", "Times are in UTC.", class_="muted"),
    )


def _failure(failure: Failure) -> Iterable[str]:
    account, problem = describe_failure(failure)
    return (
        element("strong", account),
        f": {problem}",
        element("div", failure.advice),
    )


def _total(name: str, number: int, state: EndpointState | None = None) -> Markup:
    alarming = number and state == EndpointState.FAILED
    return element(
        "div",
        element("dt", _swatch(f"s-{state.value}") if state else _NOTHING, name),
        element("dd", f"{number:,}"),
        class_="alarm" if alarming else None,
    )


def _numbers(figures: Figures, states: Iterable[EndpointState]) -> Markup:
    states = list(states)
    headings = ["provider", *(state.value for state in states), "all"]
    rows = [
        [name, *(str(counts[state]) for state in states), str(counts.total())]
        for name, counts in figures.providers.items()
    ]

    def row(cells: list[str]) -> Markup:
        name, *numbers = cells
        counts = [element("td", number, class_="number") for number in numbers]
        return element("tr", element("th", name, scope="row"), *counts)

    head = [element("th", heading, scope="col") for heading in headings]
    return element(
        "table", element("thead", element("tr", *head)), element("tbody", *map(row, rows))
    )


def _filters(figures: Figures) -> Markup:
    """Return what the table is filtered by, which the script shows once it works."""
    providers = {name: states.total() for name, states in figures.providers.items()}
    states = {state.value: figures.states[state] for state in STATES if figures.states[state]}
    search = element("input", type="search", name="text", autocomplete="off")
    return element(
        "form",
        element("label", "Search", search, class_="text"),
        _choices("Provider", "provider", dict(islice(providers.items(), _MOST_PROVIDERS))),
        _choices("State", "state", states),
        element("button", "Clear", type="reset"),
        id="filters",
        class_="filters",
        hidden=True,
        role="search",
        aria_label="Filter the endpoints",
    )


def _choices(legend: str, name: str, counts: dict[str, int]) -> Markup:
    boxes = [
        element(
            "label",
            element("input", type="checkbox", name=name, value=word, autocomplete="off"),
            f"{word} ",
            element("span", f"{count:,}", class_="count"),
        )
        for word, count in counts.items()
    ]
    return element("fieldset", element("legend", legend), *boxes)


def _legend(entries: Iterable[tuple[str, str]]) -> Markup:
    items = [element("li", _swatch(class_), name) for class_, name in entries]
    return element("ul", *items, class_="legend")


def _swatch(class_: str) -> Markup:
    return element("span", class_=f"swatch {class_}")


def _scroll(content: Markup, label: str) -> Markup:
    """Return what may be wider than the window; with the keyboard too, it can be moved."""
    return element("div", content, class_="scroll", role="region", aria_label=label, tabindex="0")


def _section(name: str, heading: str, *content: Markup, class_: str | None = None) -> Markup:
    title = f"{name}-heading"
    return element(
        "section",
        element("h2", heading, id=title),
        join(*content),
        class_=class_,
        aria_labelledby=title,
    )
