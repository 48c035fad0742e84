"""What the terminal can do, if there is one."""

from __future__ import annotations

import os
import stat
import sys
import textwrap
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from typing import TextIO

_DUMB = ("dumb", "unknown")
_NARROWEST = 20


def is_colourful(stream: TextIO) -> bool:
    """Tell whether text to this stream may be coloured.

    ``NO_COLOR`` says no and ``FORCE_COLOR`` yes, in this order; else a terminal says yes.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0", "false"):
        return True
    return takes_escapes(stream)


def styled(text: str, stream: TextIO | None = None, **style: Any) -> str:
    """Return the text as ``click.style`` has it, where the stream, stdout, may be coloured."""
    return click.style(text, **style) if style and is_colourful(stream or sys.stdout) else text


def is_file(stream: TextIO) -> bool:
    """Tell whether the stream is a file: what is written to it appears on no terminal."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:
        return False


def takes_escapes(stream: TextIO) -> bool:
    """Tell whether the stream is a terminal that obeys escape sequences."""
    return stream.isatty() and os.environ.get("TERM", "").lower() not in _DUMB


def line_width(stream: TextIO) -> int | None:
    """Return how many cells a line of the terminal has; None where there is no terminal.

    ``COLUMNS`` counts before what the terminal itself says.
    """
    return size(stream)[0] if stream.isatty() else None


def size(stream: TextIO) -> tuple[int, int]:
    """Return the columns and lines of a terminal; ``COLUMNS`` and ``LINES`` count before them."""
    try:
        columns, lines = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):  # one that has no size
        columns = lines = 0
    return _variable("COLUMNS") or columns or 80, _variable("LINES") or lines or 24


def _variable(name: str) -> int:
    value = os.environ.get(name, "")
    return int(value) if value.isascii() and value.isdigit() else 0


def width(text: str) -> int:
    """Return how many cells a text takes; Chinese characters take two."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def wrapped(text: str, cells: int | None, indent: int, *, hang: int = 0) -> list[str]:
    """Return a text as lines that fit beside an indent; one where there is no terminal.

    All lines but the first are moved by ``hang`` cells to the right.
    """
    if cells is None:
        return [text]
    # In a window that is too narrow for that, lines wrap as the terminal does it.
    return textwrap.wrap(
        text,
        max(_NARROWEST, cells - indent),
        subsequent_indent=" " * hang,
        break_on_hyphens=False,
        break_long_words=False,
    ) or [""]


def cut(text: str, cells: int, ellipsis: str = "…") -> str:
    """Return the text if it fits into this many cells; else its beginning and an ellipsis."""
    if width(text) <= cells:
        return text
    taken, kept = width(ellipsis), ""
    for character in text:
        taken += _cells(character)
        if taken > cells:
            break
        kept += character
    return kept + " " * (cells - width(kept) - width(ellipsis)) + ellipsis


@cache
def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
