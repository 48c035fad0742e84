"""Where the command gets the time from; tests have a clock of their own."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta


def _now() -> datetime:
    return datetime.now(UTC)


#: Seconds between two calls of what is to be done while waiting.
_STEP = 0.25


class Clock(NamedTuple):
    """The time, and a way to wait."""

    now: Callable[[], datetime] = _now  # aware, in UTC
    sleep: Callable[[float], None] = time.sleep  # seconds


def clock() -> Clock:
    """Return the clock of the command that is running."""
    found = click.get_current_context().find_object(Clock)
    return found if found is not None else Clock()


def wait_for_next(
    started: datetime, interval: timedelta, idle: Callable[[], None] = lambda: None
) -> None:
    """Wait until an interval after a start is over; never longer, even if the clock is set.

    Args:
        started: When what is repeated was started.
        interval: From its start to the next.
        idle: Called now and then meanwhile.
    """
    seconds = interval.total_seconds()
    left = min(seconds, seconds - (clock().now() - started).total_seconds())
    while left > 0:
        idle()
        step = min(left, _STEP)
        clock().sleep(step)
        left = min(left - step, seconds - (clock().now() - started).total_seconds())
