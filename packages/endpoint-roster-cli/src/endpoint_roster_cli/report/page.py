"""The page."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources
from typing import TYPE_CHECKING

from .figures import figures_of, moment_words
from .markup import Markup, element
from .sections import charts, failures, forgotten, table, totals

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from endpoint_roster import Listing


def page(listing: Listing, *, now: datetime, origin: str, old: timedelta) -> str:
    """Return a listing as one page of HTML that needs nothing else.

    Args:
        listing: The listing.
        now: The time that ages end at, aware.
        origin: Where the listing comes from, in words.
        old: Age from which a running dedicated endpoint may have been forgotten.

    Returns:
        The page, the same for the same arguments.
    """
    figures = figures_of(listing, now, old)
    style, script = _part("page.css"), _part("page.js")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"Inference endpoints, {moment_words(now)}"),
        element("style", style),
    )
    header = element(
        "header",
        element("h1", "Inference endpoints"),
        element("p", f"{moment_words(now)} · {origin}", class_="muted"),
    )
    main = element(
        "main",
        failures(listing),
        totals(figures),
        charts(figures, old),
        forgotten(figures, now, old),
        table(listing, figures, now),
    )
    body = element("body", header, main, element("script", script))
    return f"<!DOCTYPE html>\n{element('html', head, body, lang='en')}\n"


def _part(name: str) -> Markup:
    """Return the style or the script, which are ours and go into the page as they are."""
    return Markup(
        (resources.files("endpoint_roster_cli.report") / name).read_text(encoding="utf-8")
    )


def _policy(style: str, script: str) -> str:
    """Return what browsers may load: nothing from elsewhere, and only our own style and script."""
    own = {"style-src": style, "script-src": script}
    hashes = [f"{what} 'sha256-{_hash(content)}'" for what, content in own.items()]
    return "; ".join(["default-src 'none'", *hashes, "base-uri 'none'", "form-action 'none'"])


def _hash(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
