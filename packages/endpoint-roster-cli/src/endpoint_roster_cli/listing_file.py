"""Listings that were saved by ``roster list`` with ``-o json`` or ``-o jsonl``."""

from __future__ import annotations

import json
import re
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from endpoint_roster import DataError, listing_from_dict
from endpoint_roster.config.text import EncodingError, decoded

from .exit_codes import USAGE
from .output.messages import warn
from .output.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from endpoint_roster import Listing

#: The name that stands for stdin.
STDIN = "-"
#: More than a million endpoints take; whatever is longer is something else.
LARGEST = 2**30
_LINES = (".jsonl", ".ndjson")
_EXPECTED = "expected what `roster list -o json` or jsonl writes"
_STEP = re.compile(r"endpoints\[(\d+)\]\.?")


class ListingFileError(click.ClickException):
    """A file that does not hold a listing; the text names it and says what was expected."""

    exit_code = USAGE


def read_listing(path: str) -> Listing:
    """Read a listing from a file, or stdin where it is ``-``.

    Its content decides whether it is json or jsonl and, where that leaves a doubt, its name.
    jsonl has no failures; it is taken as complete, and a message says so.

    Raises:
        ListingFileError: It cannot be read, or is not a listing.
    """
    name = "stdin" if path == STDIN else path
    try:
        return _listing(_text(path), name, has_lines=Path(path).suffix.lower() in _LINES)
    except OSError as error:
        raise ListingFileError(safe(f"{name}: it cannot be read: {error.strerror}.")) from None
    except _ContentError as error:
        raise ListingFileError(safe(f"{name}{error.where}: {error.what}; {_EXPECTED}.")) from None


class _ContentError(Exception):
    """Why a text is not a listing, and where in it."""

    def __init__(self, what: str, where: str = "") -> None:
        self.what, self.where = what, where


def _text(path: str) -> str:
    with nullcontext(sys.stdin.buffer) if path == STDIN else Path(path).open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise _ContentError(f"it is longer than {LARGEST // 2**20} MiB")
    try:
        return decoded(data)
    except EncodingError as error:
        raise _ContentError(str(error)) from None


def _listing(text: str, name: str, *, has_lines: bool) -> Listing:
    lines = [(i, line) for i, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines and not has_lines:
        raise _ContentError("it is empty")
    if has_lines or (len(lines) > 1 and _is_object(lines[0][1])):
        places = [f", line {number}" for number, _ in lines]
        items = [_parsed(line, number) for number, line in lines]
    else:
        items, places = [_parsed(text, 1)], [""]
        document: Any = items[0]
        if not (isinstance(document, dict) and {"provider", "id"} <= document.keys()):
            return _made(document)
    warn(f"{name}: jsonl has no failures, so it is taken as complete")
    return _made({"endpoints": items, "failures": [], "complete": True}, places)


def _parsed(text: str, line: int) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        where = f", line {line + error.lineno - 1}, column {error.colno}"
        raise _ContentError(f"this is not JSON: {error.msg}", where) from None
    except (ValueError, RecursionError) as error:  # too many digits, or brackets
        raise _ContentError(f"this is not JSON: {error}", f", line {line}") from None


def _made(data: Any, places: Sequence[str] = ()) -> Listing:
    """Return the listing; of endpoints alone, ``places`` says where in the file each of them is."""
    try:
        return listing_from_dict(data)
    except DataError as error:
        step = _STEP.match(error.place)
        if not places or step is None:
            raise _ContentError(error.cause) from None
        cause = error.cause.removeprefix(step[0]).removeprefix(step[0].removesuffix("."))
        raise _ContentError(cause.strip(), places[int(step[1])]) from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number in JSON")


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
