"""An answer's body as it arrives: decompressed, and within its limits of size and time."""

from __future__ import annotations

import threading
import time
import zlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .errors import ErrorKind

TOO_LATE: Final = "no complete answer within the deadline"
#: ``due``: when the synchronous call of this thread must be over, by ``time.monotonic``.
this_call: Final = threading.local()

# Content encodings that are understood, as zlib's parameter wbits.
_COMPRESSIONS: Final = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class RefusedError(Exception):
    """An answer that is not read to its end."""

    def __init__(self, kind: ErrorKind, message: str) -> None:
        super().__init__(message)
        self.kind: ErrorKind = kind


class Body:
    """Collects the body of an answer.

    Args:
        limit: Bytes that it may have after decompression.
        due: When it must be complete, by ``time.monotonic``.
    """

    def __init__(self, limit: int, due: float) -> None:
        self._chunks: list[bytes] = []
        self._left = limit
        self._limit = limit
        self._due = due
        self._unpack: Any = None  # what zlib.decompressobj makes
        self._unreadable = ""
        self._is_error = False
        #: Bytes of the body as they came over the wire.
        self.received: int = 0

    def expect(self, status: int, headers: Mapping[str, str]) -> None:
        """Prepare for the body that the headers announce.

        Raises:
            RefusedError: It is too large, or compressed in a way that was not asked for.
        """
        self._is_error = not 200 <= status < 300
        encoding = headers.get("content-encoding")
        if encoding:
            encoding = encoding.strip().lower()
            if encoding in _COMPRESSIONS:
                self._unpack = zlib.decompressobj(_COMPRESSIONS[encoding])
            elif encoding != "identity":
                self._give_up("the answer is compressed in a way that was not asked for")
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length[:19]) > self._limit:
            raise self._too_large()

    def add(self, chunk: bytes) -> None:
        """Take a piece of the body as it came over the wire.

        Raises:
            RefusedError: It is too large, comes too late, or its compression is damaged.
        """
        self.received += len(chunk)
        if self._unpack is not None:
            try:
                chunk = self._unpack.decompress(chunk, self._left + 1)
            except zlib.error:
                self._give_up("the answer's compression is damaged")
        self._left -= len(chunk)
        if self._left < 0:
            raise self._too_large()
        if time.monotonic() > self._due:
            raise RefusedError("timeout", TOO_LATE)
        if not self._unreadable:
            self._chunks.append(chunk)

    def content(self) -> bytes:
        """Return the complete body.

        Raises:
            RefusedError: Its compression ends too early.
        """
        unpack = None if self._unreadable or not self._chunks else self._unpack
        if unpack is not None and not unpack.eof:
            self._give_up("the answer's compression ends too early")
        if self._unreadable:
            return b""
        content = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
        self._chunks.clear()  # or a large answer would be in memory twice while it is read
        return content

    def _give_up(self, reason: str) -> None:
        """Refuse a success without a readable body; an error stays that error."""
        if not self._is_error:
            raise RefusedError("decode", reason)
        self._unreadable = reason
        self._unpack = None

    def _too_large(self) -> RefusedError:
        text = f"the answer is larger than {self._limit:,} bytes (max_response_bytes)"
        return RefusedError("too_large", text)
