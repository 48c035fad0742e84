"""Data for programs, and text for people, on stdout."""

from __future__ import annotations

import sys
from typing import Any

from .text import to_json

# Where PYTHONUNBUFFERED is set, Python tries each write once, and would not notice that a reader
# went away in the middle of it.
_PIECE = 1 << 15


def print_json(value: Any, *, indent: int | None = None) -> None:
    """Print JSON to stdout, in ASCII where the encoding could not hold all of it.

    Args:
        value: What ``json.dumps`` takes.
        indent: Spaces for each level; everything in one line if left out.
    """
    _write(f"{to_json(value, indent=indent, ascii_only=ascii_only())}\n")


def print_text(text: str) -> None:
    """Print text to stdout as it is; what the encoding does not hold is written as escapes."""
    if ascii_only():
        encoding = sys.stdout.encoding or "ascii"
        text = text.encode(encoding, "backslashreplace").decode(encoding)
    _write(text)


def ascii_only() -> bool:
    """Tell whether stdout may be unable to hold other characters."""
    return "utf" not in (sys.stdout.encoding or "").lower()


def _write(text: str) -> None:
    for start in range(0, len(text), _PIECE):
        sys.stdout.write(text[start : start + _PIECE])
