"""Numbers and times in words."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_UNITS = (
    (timedelta(days=365), "y"),
    (timedelta(days=1), "d"),
    (timedelta(hours=1), "h"),
    (timedelta(minutes=1), "min"),
)


def span_words(span: timedelta) -> str:
    """Return a duration in the largest unit that divides it, such as ``30 d``."""
    if not span:
        return "0"
    for unit, name in _UNITS:
        if span >= unit and not span % unit:
            return f"{span // unit} {name}"
    return f"{span.total_seconds():g} s"


def moment_words(moment: datetime) -> str:
    """Return a time to the minute, such as ``2026-03-01 12:00 UTC``."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
