"""--debug: each request and its answer on stderr, without secrets."""

from __future__ import annotations

import logging
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from .messages import print_messages
from .terminal import takes_escapes
from .text import safe

if TYPE_CHECKING:
    from collections.abc import Generator

#: Takes a line of progress away.
_ERASE = "\r\x1b[K"


class _Lines(logging.Handler):
    """Prints records of the library, which holds back secrets; each line of them as one of ours."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print a record."""
        erase = _ERASE if takes_escapes(sys.stderr) else ""
        lines = record.getMessage().splitlines()
        print_messages(f"{erase}debug: {safe(line)}" for line in lines)


@contextmanager
def shown_requests() -> Generator[None]:
    """Print what the library logs: requests and answers, with the beginning of their bodies."""
    from endpoint_roster.telemetry import TRACE

    log, lines = logging.getLogger("endpoint_roster"), _Lines()
    level, propagate = log.level, log.propagate
    log.addHandler(lines)
    log.setLevel(TRACE)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(lines)
        log.setLevel(level)
        log.propagate = propagate
