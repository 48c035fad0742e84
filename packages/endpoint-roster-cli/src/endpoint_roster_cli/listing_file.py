"""Listings that were saved by ``roster list`` with ``-o json`` or ``-o jsonl``."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from endpoint_roster import DataError, listing_from_dict
from endpoint_roster.config.text import EncodingError, decoded

from .exit_codes import USAGE
from .output.messages import warn
from .output.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable

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
    """Read a listing from a file.

    Its content decides whether it is json or jsonl and, where that leaves a doubt, its name.
    jsonl has no failures; it is taken as complete, and a message says so.

    Args:
        path: The file; ``-`` for stdin.

    Raises:
        ListingFileError: It cannot be read, or is not a listing.
    """
    return _File(path).listing()


class _File:
    """One file.

    Args:
        path: Where it is; ``-`` for stdin.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._name = "stdin" if path == STDIN else path
        self._has_lines = Path(path).suffix.lower() in _LINES

    def listing(self) -> Listing:
        """Return the listing that it holds."""
        text = self._text()
        lines = [(i, line) for i, line in enumerate(text.split("\n"), 1) if line.strip()]
        if not lines and not self._has_lines:
            raise self._error("it is empty")
        if self._has_lines or (len(lines) > 1 and _is_object(lines[0][1])):
            items = [self._parsed(line, number) for number, line in lines]
            return self._of_endpoints(items, lambda i: f", line {lines[i][0]}")
        document = self._parsed(text, 1)
        if isinstance(document, dict) and {"provider", "id"} <= document.keys():
            return self._of_endpoints([document], lambda _: "")
        return self._made(document)

    def _text(self) -> str:
        try:
            if self._path == STDIN:
                data = sys.stdin.buffer.read(LARGEST + 1)
            else:
                with Path(self._path).open("rb") as file:
                    data = file.read(LARGEST + 1)
        except OSError as error:
            raise self._error(f"it cannot be read: {error.strerror}", expected="") from None
        if len(data) > LARGEST:
            raise self._error(f"it is longer than {LARGEST // 2**20} MiB")
        try:
            return decoded(data)
        except EncodingError as error:
            raise self._error(str(error)) from None

    def _parsed(self, text: str, line: int) -> Any:
        try:
            return json.loads(text, parse_constant=_refuse)
        except json.JSONDecodeError as error:
            where = f", line {line + error.lineno - 1}, column {error.colno}"
            raise self._error(f"this is not JSON: {error.msg}", where) from None
        except (ValueError, RecursionError) as error:  # too many digits, or brackets
            raise self._error(f"this is not JSON: {error}", f", line {line}") from None

    def _of_endpoints(self, items: list[Any], place: Callable[[int], str]) -> Listing:
        """Return the listing of endpoints alone.

        Args:
            items: The endpoints as data.
            place: Returns where in the file an endpoint is, by its position.
        """
        warn(f"{self._name}: jsonl has no failures, so it is taken as complete")
        return self._made({"endpoints": items, "failures": [], "complete": True}, place)

    def _made(self, data: Any, place: Callable[[int], str] | None = None) -> Listing:
        try:
            return listing_from_dict(data)
        except DataError as error:
            step = _STEP.match(error.place)
            if place is None or step is None:
                raise self._error(error.cause) from None
            cause = error.cause.removeprefix(step[0]).removeprefix(step[0].removesuffix("."))
            raise self._error(cause.strip(), place(int(step[1]))) from None

    def _error(
        self, problem: str, where: str = "", *, expected: str = _EXPECTED
    ) -> ListingFileError:
        advice = f"; {expected}" if expected else ""
        return ListingFileError(safe(f"{self._name}{where}: {problem}{advice}."))


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number in JSON")


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
