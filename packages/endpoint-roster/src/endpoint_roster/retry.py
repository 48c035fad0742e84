"""When a request that failed is sent again, and when it is given up."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from .progress import Progress

T = TypeVar("T")

_BROKEN = ("timeout", "connect", "transport")
_BUSY = (408, 425, 429)


def utc_now() -> datetime:
    """Return the time of day."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Timing:
    """Where time and chance come from; tests bring their own.

    Attributes:
        clock: Returns seconds that never go back, to measure how long something takes.
        now: Returns the time of day, an aware datetime.
        sleep: Waits for seconds.
        random: Draws from 0 to 1.
    """

    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = utc_now
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    random: Callable[[], float] = random.random


@dataclass(slots=True)
class Budget:
    """What one account may spend on repeated requests, so that an outage is not met with more load.

    It outlives the listings of a roster. A repetition costs 1, after a time-out 2. Every answer
    earns 0.2 and every half minute 1, up to 20.

    Attributes:
        clock: Returns seconds that never go back.
        coins: What is left.
    """

    clock: Callable[[], float] = time.monotonic
    coins: float = 20.0
    _largest: float = field(default=20.0, init=False)
    _as_of: float | None = field(default=None, init=False)

    def spend(self, cost: float) -> bool:
        """Take the cost of one repetition, or nothing if it is not there, and tell which."""
        now = self.clock()
        idle = now - (now if self._as_of is None else self._as_of)
        self.coins, self._as_of = min(self._largest, self.coins + idle / 30), now
        if self.coins < cost:
            return False
        self.coins -= cost
        return True

    def earn(self) -> None:
        """Note that an answer came."""
        self.coins = min(self._largest, self.coins + 0.2)


@dataclass(frozen=True, slots=True)
class Retry:
    """The rules of repetition; all calls are read-only, so that repeating one is harmless.

    Sent again: after time-outs, failed or broken connections, and the statuses 408, 425, 429 and
    5xx. Never: other statuses, TLS failures, and answers that cannot be read.

    Attributes:
        max_attempts: How often a request is sent at most.
        first_delay: Upper bound in seconds of the first wait; it doubles with every attempt, and
            the wait is drawn evenly between 0 and the bound.
        longest_delay: Where the doubling ends, in seconds.
        longest_retry_after: Seconds of waiting that a server may ask for; a longer wait is not
            begun, the request fails at once.
        sleep: Waits for seconds.
        random: Draws from 0 to 1.
    """

    max_attempts: int = 3
    first_delay: float = 0.5
    longest_delay: float = 8.0
    longest_retry_after: float = 60.0
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    random: Callable[[], float] = random.random

    async def run(self, send: Callable[[], Awaitable[T]], progress: Progress) -> T:
        """Send until an answer comes, as long as time and budget of the progress allow it.

        Raises:
            Exception: What the last attempt raised.
        """
        progress.attempts = 0
        while True:
            progress.attempts += 1
            progress.requests += 1
            try:
                answer = await send()
            except Exception as error:
                delay = self._delay(error, progress.attempts)
                if delay is None or delay >= progress.seconds_left():
                    raise
                if not progress.budget.spend(2 if _kind(error) == "timeout" else 1):
                    progress.note("a request was not repeated: the account's retry budget is spent")
                    raise
            else:
                progress.budget.earn()
                return answer
            await self.sleep(delay)

    def _delay(self, error: Exception, attempts: int) -> float | None:
        """Return the seconds to wait before the next attempt; None when there is none."""
        kind, status = _kind(error), getattr(error, "status", None) or 0
        again = kind in _BROKEN or (kind == "status" and (status in _BUSY or status >= 500))
        if not again or attempts >= self.max_attempts:
            return None
        asked: float | None = getattr(error, "retry_after", None)
        if asked is not None:
            return asked if asked <= self.longest_retry_after else None
        return self.random() * min(self.longest_delay, self.first_delay * 2 ** (attempts - 1))


def _kind(error: Exception) -> str | None:
    return getattr(error, "kind", None)
