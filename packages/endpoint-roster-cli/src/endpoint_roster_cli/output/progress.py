"""The progress of a command, in one line on stderr, for people who wait at a terminal."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from .terminal import line_width, takes_escapes
from .text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from contextlib import AbstractContextManager

    from endpoint_roster import ListProgress, Pager

#: Seconds before the first line; most answers are there by then.
_PATIENCE = 0.3
_PAUSE = 0.1
_ERASE = "\r\x1b[K"


def shown_progress(pager: Pager) -> AbstractContextManager[Callable[[], None]]:
    """Show how far a listing has come; see ``shown_line``."""
    return shown_line(lambda: describe(pager.progress()))


@contextmanager
def shown_line(
    text: Callable[[], str], *, beside_lines: bool = False
) -> Generator[Callable[[], None]]:
    """Show a line that changes; nothing where stderr is not a terminal.

    Args:
        text: What the line says now; called in another thread.
        beside_lines: Whether other lines go to stdout meanwhile. If that is the terminal too,
            nothing is shown.

    Yields:
        What takes the line away before the end of the block; it does not come back.
    """
    if not takes_escapes(sys.stderr) or (beside_lines and sys.stdout.isatty()):
        yield lambda: None
        return
    over = threading.Event()
    thread = threading.Thread(target=_write, args=(text, over), name="roster-progress", daemon=True)

    def end() -> None:
        over.set()
        thread.join()

    thread.start()
    try:
        yield end
    finally:
        end()


def leave_line() -> None:
    """Begin a new line, where Ctrl-C was pressed in one that may show progress."""
    if takes_escapes(sys.stderr):
        with suppress(OSError):
            sys.stderr.write("\n")
            sys.stderr.flush()


def _write(now: Callable[[], str], over: threading.Event) -> None:
    written, pause = "", _PATIENCE
    try:
        while not over.wait(pause):
            text = now()[: (line_width(sys.stderr) or 80) - 1]
            if text != written:
                sys.stderr.write(f"{_ERASE}{text}")
                sys.stderr.flush()
            written, pause = text, _PAUSE
        if written:
            sys.stderr.write(_ERASE)
            sys.stderr.flush()
    except OSError:  # the terminal is gone; the data is printed all the same
        return


def describe(so_far: ListProgress) -> str:
    """Return how far a listing has come, in one line."""
    parts = [
        f"{so_far.done:,} of {counted(so_far.accounts, 'account')}",
        counted(so_far.pages, "page"),
        counted(so_far.endpoints, "endpoint"),
    ]
    if so_far.failures:
        parts.append(f"{so_far.failures:,} failed")
    return ", ".join(parts)
