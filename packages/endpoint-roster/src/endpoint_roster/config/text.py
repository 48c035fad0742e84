"""Text as editors and shells save it, on Windows too."""

from __future__ import annotations

import codecs
from typing import Final

#: What a file begins with that says how it is encoded; the longer ones first.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
    (codecs.BOM_UTF8, "UTF-8"),
)


class EncodingError(Exception):
    """Bytes that are not text; ``str()`` says why, and nothing of what they are."""


def decoded(content: bytes) -> str:
    """Return the text of a file: UTF-8, or what its byte order mark says.

    Line ends stay as they are.

    Raises:
        EncodingError: It is another encoding, or no text. Nothing is chained to it.
    """
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "UTF-8")
    if encoding == "UTF-8" and b"\0" in content[:4]:
        raise EncodingError("it is UTF-16 without a byte order mark, or no text")
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        at = error.start
    raise EncodingError(f"it is not {encoding} at byte {at}")
