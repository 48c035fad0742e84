"""Waiting for other threads: what comes of it, and that Ctrl-C ends it whenever it comes."""

from __future__ import annotations

import _thread
import threading
import time
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING

import pytest
from endpoint_roster_core.waiting import join, result_of, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def never() -> Iterator[threading.Event]:
    """An event that comes when the test is over."""
    event = threading.Event()
    yield event
    event.set()


def after(seconds: float, work: Callable[[], object]) -> None:
    timer = threading.Timer(seconds, work)
    timer.daemon = True
    timer.start()


def test_a_result_or_an_error_is_handed_on() -> None:
    late: Future[int] = Future()
    after(0.3, lambda: late.set_result(1))
    assert result_of(late) == 1
    failed: Future[int] = Future()
    failed.set_exception(TimeoutError("its own"))
    with pytest.raises(TimeoutError, match="its own"):
        result_of(failed)
    cancelled: Future[int] = Future()
    cancelled.cancel()
    with pytest.raises(CancelledError):
        result_of(cancelled)


def test_a_wait_ends_when_its_time_is_over() -> None:
    started = time.monotonic()
    wait_for(Future(), 0.3)
    assert 0.3 <= time.monotonic() - started < 30


@pytest.mark.parametrize("how", ["wait", "result", "join"])
def test_an_interrupt_that_wakes_nothing_ends_a_wait(how: str, never: threading.Event) -> None:
    # The same as a signal that came a moment before the wait: noted, and past.
    thread = threading.Thread(target=never.wait, args=[60], daemon=True)
    thread.start()
    future: Future[int] = Future()
    waits: dict[str, Callable[[], object]] = {
        "wait": lambda: wait_for(future, 60),
        "result": lambda: result_of(future),
        "join": lambda: join(thread),
    }
    after(0.05, _thread.interrupt_main)
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        waits[how]()
    assert time.monotonic() - started < 30
