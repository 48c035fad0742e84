"""One call that sends a change, in a thread of its own, so that Ctrl-C does not lose its result."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ..output.messages import warn
from ..output.progress import leave_line, shown_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

T = TypeVar("T")

#: Seconds after which Ctrl-C is noticed where it does not interrupt a wait for a thread.
_STEP = 0.5


def finished(call: Callable[[], T], text: str) -> tuple[T, bool]:
    """Return what a call returns, and whether it was left undisturbed; not so after Ctrl-C.

    Args:
        call: Sends something; what it raises is raised.
        text: What to show while it takes longer.

    Raises:
        KeyboardInterrupt: Ctrl-C was pressed again.
    """
    from concurrent.futures import ThreadPoolExecutor

    with shown_line(lambda: text), ThreadPoolExecutor(1, "roster-action") as pool:
        future = pool.submit(call)
        try:
            return _result(future), True
        except KeyboardInterrupt:
            leave_line()
            warn("interrupted: finishing the action in progress")
            return _result(future), False


def _result(future: Future[T]) -> T:
    while not future.done():
        try:
            return future.result(_STEP)
        except TimeoutError:
            continue
    return future.result()
