"""The page."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined

from ..endpoints.cells import money
from ..endpoints.columns import filled, plain, wide
from ..output.messages import describe_failure
from ..output.text import counted, safe
from .charts import by_age, by_cost, by_provider
from .figures import STATES, costs_of, figures_of, moment_words, span_words
from .rows import CONSOLE, table_columns, with_links

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

    from endpoint_roster import Endpoint, Listing

#: A picture, or a row of choices, of more than these would show nothing.
_MOST_PROVIDERS = 30
#: The oldest of those that may have been forgotten; the table has all.
_MOST_FORGOTTEN = 10
_ABOUT_FORGOTTEN = (
    *("provider", "account", "name", "id", "model", "age", "cost", "gpus", "replicas", "region"),
)


def page(
    listing: Listing,
    *,
    now: datetime,
    origin: str,
    old: timedelta,
    console_url: Callable[[Endpoint], str | None],
    is_own: Callable[[Endpoint], bool] | None = None,
) -> str:
    """Return a listing as one page of HTML that needs nothing else.

    Args:
        listing: The listing.
        now: The time that ages end at, aware.
        origin: Where the listing comes from, in words.
        old: Age from which a running dedicated endpoint may have been forgotten.
        console_url: Where an endpoint is in the provider's web console, if that is known: an https
            address.
        is_own: Whether an endpoint is one's own; left out where this is not known.

    Returns:
        The page, the same for the same arguments.
    """
    figures = figures_of(listing, now, old, is_own or (lambda _: True))
    costs = costs_of(listing, now)
    oldest, endpoints = figures.forgotten[:_MOST_FORGOTTEN], listing.endpoints
    usual = {*plain(oldest, now)}
    names = [name for name in _ABOUT_FORGOTTEN if name != "account" or name in usual]
    about_oldest = table_columns(oldest, filled(oldest, names, now), now)
    names = [*wide(endpoints, now), *filled(endpoints, ["reason"], now)]
    about_all = table_columns(endpoints, names, now)
    style, script = _part("page.css"), _part("page.js")
    template = _environment().from_string(_part("page.html"))
    return template.render(
        listing=listing,
        figures=figures,
        costs=costs,
        by_cost=by_cost,
        all_states=STATES,
        most_providers=_MOST_PROVIDERS,
        oldest=oldest,
        about_forgotten=with_links(about_oldest, oldest, console_url),
        about_all=with_links(about_all, endpoints, console_url),
        console=CONSOLE,
        by_provider=by_provider,
        by_age=by_age,
        now=now,
        origin=origin,
        old=old,
        only_own=is_own is not None,
        policy=_policy(style, script),
        style=style,
        script=script,
    )


def _environment() -> Environment:
    """Return what fills the template: all data in it becomes text, without invisible characters."""
    made = Environment(
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    words: dict[str, Any] = {
        "counted": counted,
        "described": describe_failure,
        "money": money,
        "moment": moment_words,
        "span": span_words,
    }
    made.filters.update(words)
    return made


def _shown(value: Any) -> Any:
    return value if hasattr(value, "__html__") else safe(str(value))


def _part(name: str) -> str:
    return (resources.files("endpoint_roster_cli.report") / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return what browsers may load: nothing from elsewhere, and only our own style and script."""
    own = {"style-src": style, "script-src": script}
    hashes = [f"{what} 'sha256-{_hash(content)}'" for what, content in own.items()]
    return "; ".join(["default-src 'none'", *hashes, "base-uri 'none'", "form-action 'none'"])


def _hash(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
