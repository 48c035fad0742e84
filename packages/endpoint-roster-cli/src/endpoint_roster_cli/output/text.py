"""Text for people, harmless to a terminal, and JSON that is both exact and harmless."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_ASCII = re.compile(r"[^\n -~]")


def safe(text: str) -> str:
    """Return the text with control, bidirectional and invisible characters written as escapes."""
    return text if text.isprintable() else "".join(map(_escape, text))


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, such as ``1 endpoint`` or ``1,200 endpoints``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def did_you_mean(word: str, known: Iterable[str], limit: int = 1) -> str:
    """Return a question with a leading blank; nothing where no known word is near."""
    from endpoint_roster import suggestions  # kept out of `--help`

    return suggestions.did_you_mean(word, known, limit)


def to_json(value: Any, *, indent: int | None = None, ascii_only: bool = False) -> str:
    """Return JSON that says exactly what the value says and does nothing to a terminal.

    Args:
        value: What ``json.dumps`` takes, without infinite numbers; endpoints, failures and
            listings in it are written as ``to_dict`` returns them.
        indent: Spaces for each level; everything in one line if left out.
        ascii_only: Whether the output can hold nothing else.
    """
    text = json.dumps(
        value, ensure_ascii=ascii_only, allow_nan=False, indent=indent, default=_plain
    )
    if text.isascii() and "\x7f" not in text:  # JSON has escapes for the other controls itself
        return text
    if text.replace("\n", "").isprintable():  # quicker than to look at each character
        return text
    return _NOT_ASCII.sub(_escape_in_json, text)


def plain(value: Any) -> Any:
    """Return a document with plain data in place of endpoints, failures and listings."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, list):
        return [plain(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    return _plain(value) if hasattr(value, "__dataclass_fields__") else value


def is_harmless(character: str) -> bool:
    """Tell whether a character is visible or a blank, so that it does nothing to a terminal."""
    # Python counts blanks such as the full-width one of Chinese text as not printable.
    return character.isprintable() or unicodedata.category(character) == "Zs"


def _plain(value: Any) -> Any:
    from endpoint_roster import to_dict

    return to_dict(value)


def _escape(character: str) -> str:
    if is_harmless(character):
        return character
    return character.encode("unicode_escape", "surrogatepass").decode()


def _escape_in_json(match: re.Match[str]) -> str:
    character = match[0]
    return character if is_harmless(character) else json.dumps(character)[1:-1]
