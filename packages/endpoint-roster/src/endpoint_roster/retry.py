"""When a request that failed is sent again, and when it is given up."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from .progress import Progress

T = TypeVar("T")

_BROKEN = ("timeout", "connect", "transport")
_BUSY = (408, 425, 429)


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
        """Send until an answer comes; no wait is begun that would pass the progress's deadline.

        Raises:
            Exception: What the last attempt raised.
        """
        progress.attempts = 0
        while True:
            progress.attempts += 1
            try:
                return await send()
            except Exception as error:
                delay = self._delay(error, progress.attempts)
                if delay is None or delay >= progress.seconds_left():
                    raise
            await self.sleep(delay)

    def _delay(self, error: Exception, attempts: int) -> float | None:
        """Return the seconds to wait before the next attempt; None when there is none."""
        kind, status = getattr(error, "kind", None), getattr(error, "status", None) or 0
        again = kind in _BROKEN or (kind == "status" and (status in _BUSY or status >= 500))
        if not again or attempts >= self.max_attempts:
            return None
        asked: float | None = getattr(error, "retry_after", None)
        if asked is not None:
            return asked if asked <= self.longest_retry_after else None
        return self.random() * min(self.longest_delay, self.first_delay * 2 ** (attempts - 1))
