"""A request and its answer as lines of text, without what is secret: for debugging."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

from .decoding import decode_json
from .redaction import mask

if TYPE_CHECKING:
    from collections.abc import Callable

#: Characters of a body that are shown.
LONGEST_BODY: Final = 2000

_HIDDEN: Final = "***"
#: Headers whose values are shown; of all others, only the names are.
_SHOWN_HEADERS: Final = re.compile(
    r"accept|accept-.*|age|allow|cache-control|cf-ray|connection|content-.*|date|etag|expires|host"
    r"|idempotency-key|location|(x-)?ratelimit-.*|retry-after|server|server-timing|trace(parent|-id)"
    r"|transfer-encoding|user-agent|vary|via|warning|x-(.+-)?(request-?id|logid)|x-(sdk-)?date"
    r"|x-project-id|x-service|x-region"
)
#: Parts of names whose values are secret, in small letters and digits alone.
_SECRET_PARTS: Final = (
    *("password", "passwd", "secret", "apikey", "accesskey", "privatekey", "credential"),
    *("authorization", "signature", "cookie"),
)
#: Such names; the variables of a container hold anything.
_SECRET_NAMES: Final = ("ak", "sk", "pwd", "env", "envs", "environment", "environmentvariables")
#: Ends of names that only look like that of a token that proves who one is.
_HARMLESS_TOKENS: Final = ("pagetoken", "nexttoken", "continuationtoken", "pertoken")
#: The beginning of ``name=value``, ``"name": "value"`` or ``--name value``, up to the value.
_NAME: Final = re.compile(
    r"""(?<![\w.-])(?:([\w.-]{1,100})["']?\s*[:=]\s*|(--[\w-]{1,100})\s+)(["']?)"""
)
#: A value without quotes, such as ``Bearer abc``.
_VALUE: Final = re.compile(r"(?:(?:basic|bearer|token) +)?[^\s&,;}]*", re.IGNORECASE)
#: Characters of a body that is not JSON in which secrets are looked for; no more can be shown.
_LONGEST_TEXT: Final = 4 * LONGEST_BODY


def request_lines(request: Any, redact: Callable[[str], str]) -> list[str]:
    """Return the lines of a request, the first with its method and its path and query.

    Args:
        request: The ``httpx.Request``, as it was sent.
        redact: Hides what else is secret in a text.
    """
    target = request.url.raw_path.decode("ascii", "replace")
    lines = [f"{request.method} {_pairs_hidden(target)}", *_header_lines(request.headers)]
    try:
        content: bytes = request.content
    except RuntimeError:  # httpx.RequestNotRead: it can be sent once, as a password is
        content = b""
    return _redacted(lines, content, redact)


def answer_lines(response: Any, content: bytes, redact: Callable[[str], str]) -> list[str]:
    """Return the lines of an answer, the first with its status.

    Args:
        response: The ``httpx.Response``; its body need not be in it.
        content: Its body, as far as it was read, after decompression.
        redact: Hides what else is secret in a text.
    """
    status = f"{response.status_code} {response.reason_phrase}".rstrip()
    lines = [status, *_header_lines(response.headers)]
    return _redacted(lines, mask(content, response.request.headers), redact)


def _redacted(lines: list[str], content: bytes, redact: Callable[[str], str]) -> list[str]:
    body = [_body(content, redact)] if content else []
    return [*map(redact, lines), *body]


def _header_lines(headers: Any) -> list[str]:
    """Return headers as they are sent; a secret may be in their raw form alone."""
    lines: list[str] = []
    for raw_name, raw_value in headers.raw:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        is_shown = _SHOWN_HEADERS.fullmatch(name.lower())
        lines.append(f"{name}: {_pairs_hidden(value) if is_shown else _HIDDEN}")
    return lines


def _body(content: bytes, redact: Callable[[str], str]) -> str:
    """Return the beginning of a body in one line."""
    import json

    try:
        shown = json.dumps(_values_hidden(decode_json(content), redact), ensure_ascii=False)
    except (ValueError, RecursionError):
        text = content[:_LONGEST_TEXT].decode("utf-8", "replace")
        shown = redact(_pairs_hidden(" ".join(text.split())))
    if len(shown) <= LONGEST_BODY:
        return shown
    return f"{shown[:LONGEST_BODY]}... ({len(content):,} bytes in total)"


def _values_hidden(value: Any, redact: Callable[[str], str]) -> Any:
    """Return JSON data in which values with secret names are hidden."""
    if isinstance(value, dict):
        data = cast("dict[str, Any]", value)
        is_secret = _is_secret(str(data.get("key") or data.get("name") or ""))
        return {
            redact(name): _HIDDEN
            if item and (_is_secret(name) or (is_secret and name == "value"))
            else _values_hidden(item, redact)
            for name, item in data.items()
        }
    if isinstance(value, list):
        return [_values_hidden(item, redact) for item in cast("list[Any]", value)]
    return redact(_pairs_hidden(value)) if isinstance(value, str) else value


def _pairs_hidden(text: str) -> str:
    """Return a text in which values after secret names are hidden."""
    parts: list[str] = []
    at = 0
    while found := _NAME.search(text, at):
        parts.append(text[at : found.end()])
        at = found.end()
        if _is_secret(found[1] or found[2]):
            parts.append(_HIDDEN)
            at = _end_of_value(text, at, found[3])
    return "".join([*parts, text[at:]])


def _end_of_value(text: str, start: int, quote: str) -> int:
    """Return where a value ends; what is cut off before its closing quote ends with the text."""
    if quote:
        end = text.find(quote, start)
        return len(text) if end < 0 else end
    found = _VALUE.match(text, start)
    return found.end() if found else start


def _is_secret(name: str) -> bool:
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    if plain.endswith("token"):
        return not plain.endswith(_HARMLESS_TOKENS)
    return plain in _SECRET_NAMES or any(part in plain for part in _SECRET_PARTS)
