"""Where the command takes time from; tests give it another time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class World:
    """What the command cannot know by itself.

    Attributes:
        now: Tells the time, as an aware datetime in UTC.
        sleep: Waits for so many seconds.
    """

    now: Callable[[], datetime] = _now
    sleep: Callable[[float], None] = time.sleep


def world() -> World:
    """Return the world of the command that is running."""
    found = click.get_current_context().find_object(World)
    return found if found is not None else World()
