r"""CSV that holds a listing exactly and does nothing in a spreadsheet.

One line is one endpoint, as RFC 4180 has it; the first line names the fields. The rules for cells:

- Nothing known: an empty cell.
- Numbers as they are.
- Nested fields (``replicas``, ``rate_limit``, ``prices``, ``cost``, ``tags``, ``raw``): JSON.
- In text, a backslash is doubled, and what is invisible or acts on a terminal is written with one:
  ``\n``, ``\t``, ``\x1b``, ``\u202e``, ``\U000e0041``.
- Text that is empty, or begins with an apostrophe or with what could begin a formula, has one
  apostrophe more in front. A ``;`` or ``|`` within text, where some spreadsheets begin a new cell,
  is written ``\x3b`` or ``\x7c`` if a formula could follow (in JSON: ``\u003b``, ``\u007c``).
"""

from __future__ import annotations

import csv
import os
import re
from typing import TYPE_CHECKING, Any

from .text import is_harmless, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TextIO

# The wide forms of these signs begin a formula in some spreadsheets too.
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20"
_GUARDED = re.compile(rf"'|\s*[{_SIGNS}]")
_NEW_CELL = re.compile(rf"[;|](?=[\s'\"]*[{_SIGNS}])")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_LINE_END = "\n" if os.linesep == "\r\n" else "\r\n"  # where the stream writes the other half
#: Fields that hold any JSON, a text too.
_JSON = ("raw",)


def write(
    records: Iterable[Mapping[str, Any]],
    fields: Sequence[str],
    out: TextIO,
    *,
    headings: bool = True,
    ascii_only: bool = False,
) -> None:
    """Write records, such as ``to_dict`` makes of endpoints."""
    writer = csv.writer(out, lineterminator=_LINE_END)
    if headings:
        writer.writerow(fields)
    for record in records:
        writer.writerow(
            _cell(record[name], as_json=name in _JSON, ascii_only=ascii_only) for name in fields
        )


def _cell(value: Any, *, as_json: bool, ascii_only: bool) -> str:
    if value is None:
        return ""
    if as_json or not isinstance(value, str):
        # JSON has these signs in its texts only.
        text = to_json(value, ascii_only=ascii_only)
        return _NEW_CELL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return _escape(value, ascii_only=ascii_only)


def _escape(text: str, *, ascii_only: bool) -> str:
    if not text:
        return "'"
    guard = "'" if _GUARDED.match(text) else ""
    plain = text.isascii() if ascii_only else True
    if not (plain and text.isprintable()) or "\\" in text:
        text = "".join(_escape_one(character, ascii_only=ascii_only) for character in text)
    return guard + _NEW_CELL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def _escape_one(character: str, *, ascii_only: bool) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if is_harmless(character) and (character.isascii() or not ascii_only):
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
