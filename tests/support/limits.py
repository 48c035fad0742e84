"""Limits of time that are short, and yet long enough for what a machine has to do before."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
#: Seconds that are tried.
_LIMITS = (0.1, 1.0, 10.0, 30.0)


def with_a_limit(attempt: Callable[[float], T], counts: Callable[[T], bool]) -> T:
    """Return what comes of the shortest limit that is long enough, or of the longest one.

    Args:
        attempt: Does something of which the last step never ends, within a limit in seconds.
        counts: Whether the time ran out in that step, and not before, on a busy machine.
    """
    *shorter, longest = _LIMITS
    for seconds in shorter:
        if counts(outcome := attempt(seconds)):
            return outcome
    return attempt(longest)
