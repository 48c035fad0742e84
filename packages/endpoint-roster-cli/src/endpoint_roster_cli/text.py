"""Text for people: that of providers made harmless for a terminal, and numbers with their nouns."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

_NOT_ASCII = re.compile(r"[^\n -~]")


def safe(text: str) -> str:
    """Return the text with control, bidirectional and invisible characters written as escapes."""
    return text if text.isprintable() else "".join(map(_escape, text))


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, such as ``1 endpoint`` or ``1,200 endpoints``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def to_json(value: Any, *, indent: int | None = None, ascii_only: bool = False) -> str:
    """Return JSON that says exactly what the value says and does nothing to a terminal.

    Args:
        value: What ``json.dumps`` takes, without infinite numbers.
        indent: Spaces for each level; everything in one line if left out.
        ascii_only: Whether the output can hold nothing else.
    """
    text = json.dumps(value, ensure_ascii=ascii_only, allow_nan=False, indent=indent)
    return _NOT_ASCII.sub(_escape_in_json, text)


def _escape(character: str) -> str:
    if is_harmless(character):
        return character
    return character.encode("unicode_escape", "surrogatepass").decode()


def _escape_in_json(match: re.Match[str]) -> str:
    character = match[0]
    return character if is_harmless(character) else json.dumps(character)[1:-1]


def is_harmless(character: str) -> bool:
    """Tell whether a character is visible or a blank, so that it does nothing to a terminal."""
    # Python counts blanks such as the full-width one of Chinese text as not printable.
    return character.isprintable() or unicodedata.category(character) == "Zs"
