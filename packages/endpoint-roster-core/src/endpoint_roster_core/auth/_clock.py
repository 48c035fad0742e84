"""The time, as an argument."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the present moment as an aware datetime."""


def utc_now() -> datetime:
    """Return the present moment in UTC by this machine's clock."""
    return datetime.now(UTC)


def in_utc(moment: datetime) -> datetime:
    """Return the moment in UTC.

    Raises:
        ValueError: it is naive, so it could mean different moments.
    """
    if moment.tzinfo is None:
        raise ValueError("clock must return an aware datetime, such as datetime.now(UTC)")
    return moment.astimezone(UTC)


def stamp(moment: datetime) -> str:
    """Return the moment as both signatures write it: ``YYYYMMDDTHHMMSSZ``."""
    return in_utc(moment).strftime("%Y%m%dT%H%M%SZ")
