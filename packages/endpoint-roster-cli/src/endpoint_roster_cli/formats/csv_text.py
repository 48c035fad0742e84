r"""CSV that holds a listing exactly, does nothing in a spreadsheet, and can be read back.

One line is one endpoint, as RFC 4180 has it; the first line names the fields. The rules for cells:

- Nothing known: an empty cell.
- Numbers stand as they are.
- Nested fields (``replicas``, ``rate_limit``, ``prices``, ``tags``, ``raw``) hold JSON.
- In text, a backslash is doubled, and what is invisible or acts on a terminal is written with one:
  ``\n``, ``\t``, ``\x1b``, ``\u202e``, ``\U000e0041``.
- Text that is empty, or begins with an apostrophe or with what could begin a formula, has one
  apostrophe more in front. A ``;`` or ``|`` within text, where some spreadsheets begin a new cell,
  is written ``\x3b`` or ``\x7c`` if a formula could follow (in JSON: ``\u003b``, ``\u007c``).
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from endpoint_roster import Endpoint

from ..text import is_harmless, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TextIO

# The wide forms of these signs begin a formula in some spreadsheets too.
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20"
_GUARDED = re.compile(rf"'|\s*[{_SIGNS}]")
_NEW_CELL = re.compile(rf"[;|](?=[\s'\"]*[{_SIGNS}])")
_ESCAPED = re.compile(
    r"\\(?:(?P<sign>[\\ntr])|x(?P<x>[0-9a-f]{2})|u(?P<u>[0-9a-f]{4})|U(?P<U>[0-9a-f]{8})|(?P<bad>))"
)
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_SIGN = {escape[1]: character for character, escape in _ESCAPES.items()}
_LINE_END = "\n" if os.linesep == "\r\n" else "\r\n"  # where the stream writes the other half
_LONGEST_CELL = 2**31 - 1  # the library's own limit is less than what a provider may send
_TEXT_TYPES = ("str", "EndpointState", "datetime")


class CsvError(ValueError):
    """A text that is not such CSV.

    Attributes:
        line: Number of the line, from 1.
    """

    def __init__(self, line: int, cause: str) -> None:
        super().__init__(line, cause)
        self.line = line
        self.cause = cause

    def __str__(self) -> str:
        return f"line {self.line}: {self.cause}"


def write(
    records: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    out: TextIO,
    *,
    headings: bool = True,
    ascii_only: bool = False,
) -> None:
    """Write records, such as ``to_dict`` makes of endpoints.

    Args:
        records: The records.
        columns: Fields to write, in this order.
        out: Where to.
        headings: Whether the first line names the fields.
        ascii_only: Whether the output can hold nothing else.
    """
    writer = csv.writer(out, lineterminator=_LINE_END)
    if headings:
        writer.writerow(columns)
    nested = [_kinds().get(name) == "json" for name in columns]
    for record in records:
        values = (record[name] for name in columns)
        writer.writerow(
            _cell(value, as_json=as_json, ascii_only=ascii_only)
            for value, as_json in zip(values, nested, strict=True)
        )


def read(text: str) -> list[dict[str, Any]]:
    """Return the records of a text that :func:`write` wrote.

    Args:
        text: The text, headings included.

    Raises:
        CsvError: A column is no field of an endpoint, or a cell breaks the rules.
    """
    rows = _rows(text.removeprefix("\ufeff"))
    if not rows:
        raise CsvError(1, "the names of the fields are missing")
    columns = rows[0][1]
    for name in columns:
        if name not in _kinds():
            raise CsvError(1, f"there is no field {name!r}")
        if columns.count(name) > 1:
            raise CsvError(1, f"there are two columns {name!r}")
    records: list[dict[str, Any]] = []
    for line, row in rows[1:]:
        if len(row) != len(columns):
            raise CsvError(line, f"{len(row)} cells where there are {len(columns)} columns")
        records.append(
            {name: _value(name, cell, line) for name, cell in zip(columns, row, strict=True)}
        )
    return records


def endpoint_fields() -> list[str]:
    """Return the names of all fields of an endpoint, in their order."""
    return list(_kinds())


@cache
def _kinds() -> dict[str, str]:
    """Return by field whether it holds text, a number, or something nested."""
    kinds: dict[str, str] = {}
    for field in fields(Endpoint):
        kind = str(field.type).removesuffix(" | None")
        if kind in _TEXT_TYPES:
            kinds[field.name] = "text"
        else:
            kinds[field.name] = "number" if kind in ("int", "float") else "json"
    return kinds


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


def _value(name: str, cell: str, line: int) -> Any:
    if not cell:
        return None
    if _kinds()[name] == "text":
        try:
            return _ESCAPED.sub(_unescape, cell.removeprefix("'"))
        except (ValueError, OverflowError):
            raise CsvError(line, f"{name}: a backslash that begins no escape") from None
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        raise CsvError(line, f"{name}: {cell[:40]!r} is no JSON") from None


def _unescape(found: re.Match[str]) -> str:
    if sign := found["sign"]:
        return _SIGN[sign]
    code = found["x"] or found["u"] or found["U"]
    if not code:
        raise ValueError("no escape")
    return chr(int(code, 16))


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Return the rows with the numbers of their lines."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        return [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise CsvError(reader.line_num, f"this is no CSV: {error}") from None
    finally:
        csv.field_size_limit(limit)
