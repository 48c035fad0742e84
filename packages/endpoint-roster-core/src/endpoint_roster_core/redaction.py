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
#: A string of JSON, escapes included. One without an end matches too: so no text is read twice.
_STRING: Final = rb'"(?:[^"\\]++|\\.)*+"?'


def mask(content: bytes, headers: Mapping[str, str]) -> bytes:
    """Mask the credentials of a request in an answer: a server may repeat what it refuses."""
    values = [headers[name] for name in _SECRET_HEADERS if name in headers]
    values += [value.partition(" ")[2] for value in values]
    secrets = sorted({v for v in values if len(v) > 3}, key=len, reverse=True)
    for secret in secrets:
        content = content.replace(secret.encode(), b"***")
    return _mask_escaped(content, secrets) if secrets and b"\\" in content else content


def _mask_escaped(content: bytes, secrets: list[str]) -> bytes:
    """Mask secrets in strings of JSON that are written with escapes, as ``=`` often is."""
    import json
    import re  # both kept out of start-up

    decode = json.JSONDecoder(strict=False).decode

    def masked(found: re.Match[bytes]) -> bytes:
        try:
            text = before = decode(found[0].decode())
        except ValueError:
            return found[0]
        for secret in secrets:
            text = text.replace(secret, "***")
        return found[0] if text == before else json.dumps(text).encode()

    return re.sub(_STRING, masked, content, flags=re.DOTALL)


def one_line(text: str) -> str:
    """Return one line of at most 500 characters, without control characters."""
    return "".join(c if c.isprintable() else " " for c in text)[:_LONGEST_TEXT]
