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

_GZIP: Final = ("gzip", "x-gzip")
_COMPRESSIONS: Final = (*_GZIP, "deflate")
#: Bytes that one call of zlib may make.
_LARGEST_PIECE: Final = 2**30
_PLAIN: Final = ("", "identity")


def unknown_encodings(headers: Mapping[str, str]) -> str:
    """Return those content encodings that are not known here; empty if there are none."""
    known = (*_COMPRESSIONS, *_PLAIN)
    return ", ".join(name for name in _encodings(headers) if name not in known)


def _encodings(headers: Mapping[str, str]) -> list[str]:
    names = headers.get("content-encoding", "")
    return [name.strip().lower() for name in names.split(",")] if names else []


class RefusedError(Exception):
    """An answer that is not read to the end."""

    def __init__(self, kind: ErrorKind, message: str) -> None:
        super().__init__(message)
        self.kind: ErrorKind = kind


def _may_be_json(content: bytes) -> bool:
    first = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return first in b'{["-0123456789tfn'  # an empty one too


class Inflater:
    """Decompresses gzip, of one member or several, or deflate, with zlib's header or without."""

    def __init__(self, *, is_gzip: bool) -> None:
        self._is_gzip = is_gzip
        self._member: Any = None  # what zlib.decompressobj makes
        self._waiting = b""
        self._surplus = False
        #: Whether everything that was started is complete.
        self.complete: bool = False

    def add(self, data: bytes, most: int) -> bytes:
        """Return what a piece decompresses to, of that at most some bytes.

        Raises:
            zlib.error: It is damaged.
        """
        found: list[bytes] = []
        while data and most > 0 and not self._surplus:
            if self._member is None:
                data, self._waiting = self._waiting + data, b""
                if len(data) < 2:  # of the two bytes that say what follows
                    self._waiting = data
                    break
                self._member = self._begin(data)
            member = self._member
            if member is None:
                break
            piece: bytes = member.decompress(data, min(most, _LARGEST_PIECE))
            found.append(piece)
            most -= len(piece)
            data = member.unconsumed_tail
            if member.eof:
                data, self._member, self.complete = member.unused_data, None, True
        return found[0] if len(found) == 1 else b"".join(found)

    def _begin(self, data: bytes) -> Any:
        """Begin a member; what follows the last one is not read, as others do."""
        if self.complete and not (self._is_gzip and data[:2] == b"\x1f\x8b"):
            self._surplus = True
            return None
        has_zlib_header = data[0] & 15 == 8 and int.from_bytes(data[:2]) % 31 == 0
        self.complete = False
        return zlib.decompressobj(31 if self._is_gzip else 15 if has_zlib_header else -15)


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
        self._inflaters: list[Inflater] = []
        self._unknown = ""
        self._unreadable = ""
        self._is_error = False
        #: Bytes of the body as they came over the wire.
        self.received: int = 0

    def expect(self, status: int, headers: Mapping[str, str]) -> None:
        """Prepare for the body that the headers announce.

        Raises:
            RefusedError: It is too large.
        """
        self._is_error = not 200 <= status < 300
        for name in reversed(_encodings(headers)):
            if name in _COMPRESSIONS:
                self._inflaters.append(Inflater(is_gzip=name in _GZIP))
            elif name not in _PLAIN:
                self._unknown = name
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length[:19]) > self._limit:
            raise self._too_large()

    def add(self, chunk: bytes) -> None:
        """Take a piece of the body as it came over the wire.

        Raises:
            RefusedError: It is too large, comes too late, or its compression is damaged.
        """
        self.received += len(chunk)
        try:
            for inflater in self._inflaters:
                chunk = inflater.add(chunk, self._left + 1)
                if len(chunk) > self._left:
                    raise self._too_large()
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
            RefusedError: Its compression ends too early, or is one that was not asked for.
        """
        if self._chunks and not all(inflater.complete for inflater in self._inflaters):
            self._give_up("the answer's compression ends too early")
        if self._unreadable:
            return b""
        content = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
        if self._unknown and not _may_be_json(content):
            self._give_up(f"the answer's encoding was not asked for: {self._unknown}")
            return b""
        self._chunks.clear()  # or a large answer would be in memory twice while it is read
        return content

    def _give_up(self, reason: str) -> None:
        """Refuse a success without a readable body; an error stays that error."""
        if not self._is_error:
            raise RefusedError("decode", reason)
        self._unreadable = reason
        self._inflaters.clear()

    def _too_large(self) -> RefusedError:
        text = f"the answer is larger than {self._limit:,} bytes (max_response_bytes)"
        return RefusedError("too_large", text)
