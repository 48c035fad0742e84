"""Spans of time as people write them: 45m, 36h, 7d, 2w."""

from __future__ import annotations

import re
from datetime import timedelta

#: What a span may look like, for messages.
EXAMPLES = "45m, 36h, 7d or 2w"
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_SPAN = re.compile(r"(\d+(?:\.\d+)?)([smhdwSHDW])", re.ASCII)  # M: months?
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
#: From this many days on, hours are left out.
_DAYS_ALONE = 10


def read_span(text: str) -> timedelta | None:
    """Return the span that a text says; None if it says none."""
    found = _SPAN.fullmatch(text.strip())
    try:
        return timedelta(**{_UNITS[found[2].lower()]: float(found[1])}) if found else None
    except OverflowError:  # longer than any calendar: nothing is that old
        return None


def rounded(span: timedelta) -> str:
    """Return a span in one or two units, rounded down: 12m, 5h, 3d4h, 12d; 0m if negative."""
    seconds = max(span, timedelta(0))
    days, rest = seconds // _DAY, seconds % _DAY
    hours = rest // _HOUR
    if days >= _DAYS_ALONE or (days and not hours):
        return f"{days}d"
    if days:
        return f"{days}d{hours}h"
    return f"{hours}h" if hours else f"{rest // _MINUTE}m"


def exact(span: timedelta) -> str:
    """Return a span in the largest unit that divides it, so that ``read_span`` reads it again."""
    for unit, name in ((_DAY, "d"), (_HOUR, "h"), (_MINUTE, "m")):
        if span and not span % unit:
            return f"{span // unit}{name}"
    return f"{span.total_seconds():f}".rstrip("0").removesuffix(".") + "s"
