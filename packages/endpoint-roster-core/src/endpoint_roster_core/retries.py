"""When a request that failed is sent again."""

from __future__ import annotations

import math
from datetime import UTC
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from .clock import SYSTEM_CLOCK, Clock

if TYPE_CHECKING:
    from .errors import ClientError

Effect: TypeAlias = Literal["read", "idempotent", "change", "create"]
"""What a request does: reads; changes, and may safely be repeated; changes; creates."""

_CAPACITY: Final = 20.0
_BROKEN = ("timeout", "connect", "transport")
_BUSY = (408, 425, 429)


class RetryBudget:
    """Limits the retries of one client, so that an outage does not bring more load.

    A retry costs 1 token, after a timeout 2. Every answer returns 0.2 and every half minute 1,
    up to 20.

    Args:
        clock: Where time comes from.

    Attributes:
        tokens: What is left.
    """

    def __init__(self, clock: Clock = SYSTEM_CLOCK) -> None:
        self._clock = clock
        self._as_of: float | None = None
        self.tokens: float = _CAPACITY

    def spend(self, cost: float) -> bool:
        """Take the cost of one retry, or nothing if too little is left; return which."""
        now = self._clock.monotonic()
        idle = now - (now if self._as_of is None else self._as_of)
        self.tokens, self._as_of = min(_CAPACITY, self.tokens + idle / 30), now
        if self.tokens < cost:
            return False
        self.tokens -= cost
        return True

    def earn(self) -> None:
        """Return tokens for an answer."""
        self.tokens = min(_CAPACITY, self.tokens + 0.2)


class RetryPolicy:
    """The rules of retrying.

    A read, or an operation that is documented as idempotent, is sent again after timeouts, failed
    or broken connections, and the statuses 408, 425, 429 and 5xx. A change is sent again only if
    it certainly never left, or the server said that it did nothing: 429, or 503 with Retry-After.
    A create is sent again only if it certainly never left. Never retried: other statuses, TLS
    failures, and answers that cannot be read.

    Attributes:
        max_attempts: How often a request is sent at most.
        first_delay: Upper bound in seconds of the first wait; it doubles with every attempt. The
            wait is drawn evenly between 0 and the bound.
        longest_delay: Where the doubling ends, in seconds.
        longest_retry_after: Longest Retry-After that is waited for, in seconds. When the server
            asks for more, the request fails at once.
    """

    def __init__(
        self,
        max_attempts: int = 3,
        first_delay: float = 0.5,
        longest_delay: float = 8.0,
        longest_retry_after: float = 60.0,
    ) -> None:
        self.max_attempts: Final = max_attempts
        self.first_delay: Final = first_delay
        self.longest_delay: Final = longest_delay
        self.longest_retry_after: Final = longest_retry_after

    def delay(
        self, error: ClientError, effect: Effect, attempt: int, random: float
    ) -> float | None:
        """Return the seconds to wait before the next attempt, or None to give up."""
        if attempt >= self.max_attempts or not _may_repeat(error, effect):
            return None
        if error.retry_after is not None:
            return error.retry_after if error.retry_after <= self.longest_retry_after else None
        return random * min(self.longest_delay, self.first_delay * 2 ** min(attempt - 1, 60))


def _may_repeat(error: ClientError, effect: Effect) -> bool:
    status = error.status or 0
    if error.kind == "status":
        if effect in ("read", "idempotent"):
            return status in _BUSY or 500 <= status < 600
        did_nothing = status == 429 or (status == 503 and error.retry_after is not None)
        return effect == "change" and did_nothing
    if error.kind not in _BROKEN:
        return False
    return effect in ("read", "idempotent") or not error.may_have_reached_server


def retry_after(value: str | None, date: str | None, clock: Clock) -> float | None:
    """Seconds that a Retry-After header asks for; None where it says none.

    A date counts from the answer's own Date, because the clocks of two machines differ.
    """
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        until, now = _timestamp(value), _timestamp(date)
        if until is None:
            return None
        seconds = max(0.0, until - (clock.now().timestamp() if now is None else now))
    return seconds if seconds >= 0 and math.isfinite(seconds) else None


def _timestamp(date: str | None) -> float | None:
    from email.utils import parsedate_to_datetime  # slow to load, and hardly ever needed

    try:
        found = parsedate_to_datetime(date) if date else None
        if found is not None and found.tzinfo is None:  # the old form of dates in HTTP
            found = found.replace(tzinfo=UTC)
        return found and found.timestamp()
    except (ValueError, OverflowError):
        return None
