"""What holds for the tests of every room."""

from __future__ import annotations

import gc
import signal
from typing import TYPE_CHECKING

import pytest
from support.examples import load_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

load_profile()


def pytest_collection_finish() -> None:
    """Let no collection of garbage go through the thousands of tests, which stay to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def interruptible() -> Iterator[None]:
    """SIGINT as usual: a shell that runs the tests in the background lets them ignore it."""
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, handler)
