"""Reads the command's CSV back by the rules that docs/command.md states."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

#: Fields that hold numbers or JSON; all others hold text.
_JSON = {
    *("gpu_count", "context_length", "max_output_tokens", "uptime", "count"),
    *("replicas", "rate_limit", "prices", "cost", "tags", "raw"),
}
_ESCAPE = re.compile(r"\\(?:([\\ntr])|x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))")
_SIGNS = {"\\": "\\", "n": "\n", "t": "\t", "r": "\r"}


def read_csv(text: str) -> list[dict[str, Any]]:
    """Return the records, in which an empty cell is None."""
    # Spreadsheets put this sign in front; and the library's own limit of a cell is too small.
    csv.field_size_limit(2**31 - 1)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    names, *records = rows
    return [
        {name: _value(name, cell) for name, cell in zip(names, row, strict=True)} for row in records
    ]


def _value(name: str, cell: str) -> Any:
    if not cell:
        return None
    if name in _JSON:
        return json.loads(cell)
    return _ESCAPE.sub(_character, cell.removeprefix("'"))


def _character(found: re.Match[str]) -> str:
    sign, *codes = found.groups()
    return _SIGNS[sign] if sign else chr(int(next(filter(None, codes)), 16))
