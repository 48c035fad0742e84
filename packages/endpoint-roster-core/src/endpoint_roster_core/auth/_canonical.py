"""What the two signatures have in common: one exact text for one request.

Text represents bytes in UTF-8. Bytes that are not valid UTF-8 pass through ``str`` as surrogates
(PEP 383), so that percent-encoding them again gives the bytes that were received.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, quote

Query = Iterable[tuple[str, str]]
"""Decoded name and value of each query parameter, repeated ones included."""


def encode(text: str) -> str:
    """Percent-encode everything but the unreserved characters of RFC 3986, ``/`` included."""
    return quote(text, safe="-_.~", errors="surrogateescape")


def parse_query(raw: str) -> list[tuple[str, str]]:
    """Split a query string as received into decoded pairs; ``+`` is a space, blanks are kept."""
    return parse_qsl(raw, keep_blank_values=True, errors="surrogateescape")


def lower_names(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers by lower-case name, without the white space that HTTP ignores."""
    return {name.lower(): value.strip() for name, value in headers.items()}


def header_lines(headers: Mapping[str, str], signed: Iterable[str]) -> str:
    """Return ``name:value`` and a line feed for each signed header, in the order of ``signed``.

    Raises:
        ValueError: a header is to be signed and is not there.
    """
    lines: list[str] = []
    for name in signed:
        if name not in headers:
            raise ValueError(f"the header {name!r} is signed but missing")
        lines.append(f"{name}:{headers[name]}\n")
    return "".join(lines)


def sha256_hex(data: bytes) -> str:
    """Return the SHA-256 digest in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def hmac_sha256(key: bytes, text: str) -> bytes:
    """Return the HMAC-SHA256 of the text's UTF-8 bytes."""
    return hmac.digest(key, to_bytes(text), "sha256")


def to_bytes(text: str) -> bytes:
    """Return the bytes that the text represents."""
    return text.encode("utf-8", "surrogateescape")


def parse_fields(header: str, algorithm: str, names: tuple[str, ...]) -> list[str]:
    """Return the values of ``ALGORITHM Name=value, Name=value`` in the order of ``names``.

    Raises:
        ValueError: another algorithm, or a field missing, unknown or repeated.
    """
    scheme, _, rest = header.strip().partition(" ")
    if scheme != algorithm:
        raise ValueError(f"the Authorization header does not start with {algorithm}")
    pairs = [part.strip().partition("=") for part in rest.split(",")]
    fields = {name: value for name, _, value in pairs}
    if len(pairs) != len(names) or set(fields) != set(names):
        raise ValueError(f"the Authorization header needs {', '.join(names)}, once each")
    return [fields[name] for name in names]
