"""Keeping credentials, control characters and long texts out of what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECRET_HEADERS: Final = (
    "authorization",
    "cookie",
    "proxy-authorization",
    "x-auth-token",
    "x-security-token",
)
_LONGEST_TEXT: Final = 500


def mask(content: bytes, headers: Mapping[str, str]) -> bytes:
    """Mask the credentials of a request in an answer: a server may repeat what it refuses."""
    values = [headers[name] for name in _SECRET_HEADERS if name in headers]
    values += [value.partition(" ")[2] for value in values]
    for value in sorted({v for v in values if len(v) > 3}, key=len, reverse=True):
        content = content.replace(value.encode(), b"***")
    return content


def one_line(text: str) -> str:
    """Return one line of at most 500 characters, without control characters."""
    return "".join(c if c.isprintable() else " " for c in text)[:_LONGEST_TEXT]
