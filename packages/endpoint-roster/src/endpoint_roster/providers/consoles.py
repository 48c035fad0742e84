"""Web consoles: whose an account's address is, and texts in the address of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..account import Account


def console_of(account: Account, consoles: Mapping[str, str]) -> str | None:
    """Return the console that belongs to the address of an account's API.

    Args:
        account: The account.
        consoles: Addresses of consoles by the domain of the API. The first is that of an account
            without ``base_url``.

    Returns:
        None if the API is in another domain, such as that of a proxy or of the simulator.
    """
    if not account.base_url:
        return next(iter(consoles.values()))
    try:
        host = urlsplit(account.base_url).hostname or ""
    except ValueError:
        return None
    found = (consoles[domain] for domain in consoles if f".{host}".endswith(f".{domain}"))
    return next(found, None)


def as_value(text: str) -> str:
    """Return a text as one value in an address."""
    return quote(text, safe="", errors="replace")


def as_path(text: str) -> str | None:
    """Return a text as steps of a path; None if one of them would lead elsewhere."""
    if any(step in ("", ".", "..") for step in text.split("/")):
        return None
    return quote(text, safe="/:", errors="replace")
