"""Times as RFC 3339 writes them, and nothing else."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Final

#: Whether ``datetime.fromisoformat`` takes 24:00 for the next midnight.
_HAS_HOUR_24: Final = sys.version_info >= (3, 14)

#: The grammar of RFC 3339, section 5.6, but that the offset may be missing. Where Python takes
#: more than RFC 3339 (the hour 24, 60 minutes of an offset), the ranges are here.
_GRAMMAR = (
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]((?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2})(\.[0-9]+)?"
    r"([Zz]|[+-][0-9]{2}:[0-5][0-9])?"
)


def read_time(text: str) -> tuple[datetime, bool] | None:
    """Read a time.

    Returns:
        The time, and whether the text says exactly this time: False when it has no offset (it is
        read as UTC) or is finer than microseconds (it is cut). None when it is not RFC 3339.
    """
    import re  # kept out of start-up

    match = re.fullmatch(_GRAMMAR, text)
    if match is None:
        return None
    date, time, fraction, offset = match.groups(default="")
    zone = "+00:00" if offset in ("", "Z", "z") else offset
    digits = fraction[:7].ljust(7, "0") if fraction else ""
    try:
        value = datetime.fromisoformat(f"{date}T{time}{digits}{zone}")
    except ValueError:
        return None
    return value, bool(offset) and not fraction[7:]


def write_time(value: datetime) -> str:
    """Write a time with no more digits than it needs: none, three or six; ``Z`` for UTC."""
    precision = "milliseconds" if value.microsecond and not value.microsecond % 1000 else "auto"
    text = value.isoformat(timespec=precision)
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def is_as_written(text: str) -> bool:
    """Whether a text with more than seconds in UTC is how ``write_time`` writes it.

    It looks at the signs between the digits only; ``datetime.fromisoformat`` looks at the digits.
    """
    if _HAS_HOUR_24 and text[11:13] == "24":
        return False
    if len(text) == 24:
        return text[4:20:3] == "--T::." and text[23] == "Z" and text[20:23] != "000"
    if len(text) == 27:
        return text[4:20:3] == "--T::." and text[26] == "Z" and text[23:26] != "000"
    if len(text) == 25:
        return text[4:23:3] in ("--T::+:", "--T::-:") and text[20:] != "00:00" and text[23] < "6"
    return False
