"""What holds for the tests of every room."""

from __future__ import annotations

import gc
import signal

from support.examples import load_profile

load_profile()


def pytest_configure() -> None:
    """Let SIGINT interrupt, here and in the processes that tests start.

    A shell that runs the tests in the background lets them ignore it.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Let no collection of garbage go through the thousands of tests, which stay to the end."""
    gc.collect()
    gc.freeze()
