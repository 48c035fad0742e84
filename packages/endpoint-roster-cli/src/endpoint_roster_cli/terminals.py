"""What the terminal can do, if there is one."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

_DUMB = ("dumb", "unknown")


def colourful(stream: TextIO) -> bool:
    """Tell whether text to this stream may be coloured.

    ``NO_COLOR`` says no and ``FORCE_COLOR`` yes, in this order; else a terminal says yes.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0", "false"):
        return True
    return obedient(stream)


def obedient(stream: TextIO) -> bool:
    """Tell whether the stream is a terminal that obeys escape sequences."""
    return stream.isatty() and os.environ.get("TERM", "").lower() not in _DUMB


def room(stream: TextIO) -> int | None:
    """Return how many cells a line of the terminal has; None where there is no terminal.

    ``COLUMNS`` says it before the terminal itself.
    """
    if not stream.isatty():
        return None
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and int(asked) > 0:
        return int(asked)
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):  # one that has no size
        columns = 0
    return columns or shutil.get_terminal_size().columns
