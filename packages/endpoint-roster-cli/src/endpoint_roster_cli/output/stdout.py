"""Data for programs and text for people, on stdout."""

from __future__ import annotations

import select
import sys
from typing import TYPE_CHECKING, Any

from .text import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable

# Where PYTHONUNBUFFERED is set, Python tries each write once, and would not notice that a reader
# went away in the middle of it.
_PIECE = 1 << 15


def print_json(value: Any, *, indent: int | None = None) -> None:
    """Print JSON, in ASCII where the encoding could not hold all of it."""
    _write(f"{to_json(value, indent=indent, ascii_only=ascii_only())}\n")


def print_lines(lines: Iterable[str]) -> None:
    """Print lines of text."""
    print_text("".join(f"{line}\n" for line in lines))


def print_text(text: str) -> None:
    """Print text as it is; what the encoding does not hold is written as escapes."""
    _write(encodable(text))


def write_bytes(data: bytes | memoryview) -> int:
    """Write bytes, and return how many: all of them."""
    rest = memoryview(data)
    while rest:  # without a buffer (python -u), one write may take only a part
        rest = rest[sys.stdout.buffer.write(rest) :]
    return len(data)


def encodable(text: str) -> str:
    """Return the text with escapes for what stdout cannot hold."""
    if not ascii_only():
        return text
    encoding = sys.stdout.encoding or "ascii"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def ascii_only() -> bool:
    """Tell whether stdout may be unable to hold other characters."""
    return "utf" not in (sys.stdout.encoding or "").lower()


def check_reader() -> None:
    """Check that stdout still has a reader, which a write would notice much later.

    Raises:
        BrokenPipeError: The reader is gone.
    """
    if not hasattr(select, "poll"):
        return
    try:
        descriptor = sys.stdout.fileno()
    except OSError:  # not a file
        return
    poll = select.poll()
    poll.register(descriptor, 0)
    if any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0)):
        raise BrokenPipeError


def _write(text: str) -> None:
    for start in range(0, len(text), _PIECE):
        sys.stdout.write(text[start : start + _PIECE])
