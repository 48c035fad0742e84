"""Where the command gets the time from; tests have a clock of their own."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Callable


def _now() -> datetime:
    return datetime.now(UTC)


class Clock(NamedTuple):
    """The time, and a way to wait."""

    now: Callable[[], datetime] = _now  # aware, in UTC
    sleep: Callable[[float], None] = time.sleep  # seconds


def clock() -> Clock:
    """Return the clock of the command that is running."""
    found = click.get_current_context().find_object(Clock)
    return found if found is not None else Clock()
