"""Injectable clock, sleep and random source."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


async def sleep_async(seconds: float) -> None:
    """Wait without holding up the event loop, of asyncio or Trio."""
    import anyio  # which httpx brings

    await anyio.sleep(seconds)


def random_fraction() -> float:
    """Draw a number from 0 to 1."""
    import random

    return random.random()  # noqa: S311 - spreads retries, protects nothing


def random_key() -> str:
    """Draw a text that nothing else has, 32 hexadecimal digits."""
    return os.urandom(16).hex()


class Clock:
    """Clock and random source of a client; tests bring their own.

    Attributes:
        monotonic: Returns seconds that never go back.
        now: Returns the time of day, an aware datetime.
        sleep: Waits for seconds, in synchronous calls.
        sleep_async: Waits for seconds, in asynchronous calls.
        random: Draws a number from 0 to 1.
        key: Draws a text that nothing else has, for an idempotency key.
    """

    def __init__(
        self,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], object] = time.sleep,
        sleep_async: Callable[[float], Awaitable[object]] = sleep_async,
        random: Callable[[], float] = random_fraction,
        key: Callable[[], str] = random_key,
    ) -> None:
        self.monotonic: Final = monotonic
        self.now: Final = now
        self.sleep: Final = sleep
        self.sleep_async: Final = sleep_async
        self.random: Final = random
        self.key: Final = key


SYSTEM_CLOCK: Final = Clock()
