"""Waiting for other threads so that Ctrl-C ends the wait, whenever it comes.

A signal that arrives while a thread is about to wait for a lock does not end that wait: Python
runs the signal's handler only afterwards. On Windows, no signal ends such a wait. So no wait may be
long; a longer one is made of short ones.
"""

from __future__ import annotations

import time
from concurrent.futures import wait
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    import threading
    from concurrent.futures import Future

T = TypeVar("T")

#: Longest wait in seconds; what a user hardly notices after Ctrl-C.
STEP: Final = 0.2


def wait_for(future: Future[Any], seconds: float = float("inf")) -> None:
    """Wait until a future is done, or so many seconds are over."""
    end = time.monotonic() + seconds
    while not future.done() and (left := end - time.monotonic()) > 0:
        wait([future], min(left, STEP))


def result_of(future: Future[T]) -> T:
    """Wait for a future and return its result, or raise its error."""
    wait_for(future)
    return future.result()


def join(thread: threading.Thread) -> None:
    """Wait for the end of a thread."""
    while thread.is_alive():
        thread.join(STEP)
