"""Times as RFC 3339 writes them, and nothing else."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Any, Final

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


def read_times(objects: list[dict[str, Any]], name: str, least: int) -> list[datetime | None]:
    """Read the times that objects have under a name, all at once.

    Args:
        objects: Decoded JSON.
        name: A name that all should have.
        least: Objects from which on this is worth it.

    Returns:
        A time for each object; None where it has to be read by itself.
    """
    if len(objects) >= least:
        try:
            return _read_alike([one[name] for one in objects])
        except (LookupError, TypeError, ValueError):
            pass
    return [None] * len(objects)


def _read_alike(texts: list[str]) -> list[datetime | None]:
    """Read times of one length, written as ``write_time`` writes those in UTC.

    Raises:
        TypeError: Some are not text.
        ValueError: Some are not such times.
    """
    count, width, text = len(texts), len(texts[0]), "".join(texts)
    is_alike = (
        # No time has a Z but at its end, so all are of the same width.
        len(text) == count * width
        and text[width - 1 :: width] == "Z" * count
        and text[4::width] == text[7::width] == "-" * count
        and text[10::width] == "T" * count
        and text[13::width] == text[16::width] == ":" * count
        and (width == 20 or (width in (24, 27) and text[19::width] == "." * count))
        and not (_HAS_HOUR_24 and "T24:" in text)
    )
    if not is_alike:
        raise ValueError
    times: list[datetime | None] = [*map(datetime.fromisoformat, texts)]
    if width > 20:
        at = text.find("000Z")
        while at >= 0:
            times[at // width] = None
            at = text.find("000Z", at + 1)
    return times


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
