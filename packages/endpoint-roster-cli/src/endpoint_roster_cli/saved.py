"""Listings that were saved, in any of the formats that hold all of one."""

from __future__ import annotations

import codecs
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

import click
from endpoint_roster import DataError, listing_from_dict

from .exit_codes import USAGE
from .messages import warn
from .text import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from endpoint_roster import Listing

#: The name that stands for stdin.
STDIN = "-"
#: More than a million endpoints take; beyond it, something else was given.
LARGEST = 2**30
_LINES = (".jsonl", ".ndjson")
_YAML = (".yaml", ".yml")
_EXPECTED = "expected what `roster list -o json`, yaml, jsonl or csv writes"
_YAML_KEY = re.compile(r"^(endpoints|failures|complete|accounts):", re.MULTILINE)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_STEP = re.compile(r"endpoints\[(\d+)\]\.?")


class SavedError(click.ClickException):
    """A file that holds no listing; the text names it and says what was expected."""

    exit_code = USAGE


def read_listing(path: str) -> Listing:
    """Read a listing from a file.

    Which format it is, its content says and, where that leaves a doubt, its name. jsonl and csv
    tell nothing of failures; they are taken as complete, and stderr says so.

    Args:
        path: The file; ``-`` for stdin.

    Raises:
        SavedError: It cannot be read, or is no listing.
    """
    return _Saved(path).listing()


class _Saved:
    """One file.

    Args:
        path: Where it is; ``-`` for stdin.
    """

    def __init__(self, path: str) -> None:
        self._name = "stdin" if path == STDIN else path
        self._suffix = "" if path == STDIN else Path(path).suffix.lower()
        self._text = self._decoded(self._bytes(path)).lstrip("\ufeff")

    def listing(self) -> Listing:
        """Return the listing that it holds."""
        text = self._text
        if not text.strip():
            if self._suffix in _LINES:
                return self._of_endpoints([], "jsonl", str)
            raise self._fault("it is empty")
        if text.lstrip().startswith(("{", "[")) and self._suffix not in _YAML:
            return self._json(text)
        first = text.split("\n", 1)[0].rstrip("\r")
        if self._suffix == ".csv" or {"provider", "account", "id"} <= {*first.split(",")}:
            return self._csv(text)
        if self._suffix in _YAML or _YAML_KEY.search(text):
            return self._made(self._yaml(text))
        raise self._fault("it is no listing")

    def _bytes(self, path: str) -> bytes:
        try:
            if path == STDIN:
                data = sys.stdin.buffer.read(LARGEST + 1)
            else:
                with Path(path).open("rb") as file:
                    data = file.read(LARGEST + 1)
        except OSError as error:
            raise self._fault(f"it cannot be read: {error.strerror}", expected="") from None
        if len(data) > LARGEST:
            raise self._fault(f"it is longer than {LARGEST // 2**20} MiB")
        return data

    def _decoded(self, data: bytes) -> str:
        # What Windows PowerShell redirects to a file is UTF-16.
        wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        try:
            return data.decode("utf-16" if wide else "utf-8")
        except UnicodeDecodeError as error:
            raise self._fault(
                f"it is not {'UTF-16' if wide else 'UTF-8'} at byte {error.start}"
            ) from None

    def _json(self, text: str) -> Listing:
        """Read one document, or one endpoint a line."""
        lines = [(i, line) for i, line in enumerate(text.split("\n"), 1) if line.strip()]
        if (len(lines) > 1 or self._suffix in _LINES) and _is_object(lines[0][1]):
            items = [self._parsed(line, number) for number, line in lines]
            return self._of_endpoints(items, "jsonl", lambda i: f", line {lines[i][0]}")
        document = self._parsed(text, 1)
        if isinstance(document, dict) and {"provider", "id"} <= document.keys():
            return self._of_endpoints([document], "jsonl", lambda _: "")
        return self._made(document)

    def _parsed(self, text: str, line: int) -> Any:
        try:
            return json.loads(text, parse_constant=_refuse)
        except json.JSONDecodeError as error:
            where = f", line {line + error.lineno - 1}, column {error.colno}"
            raise self._fault(f"this is no JSON: {error.msg}", where) from None
        except (ValueError, RecursionError) as error:  # too many digits, or brackets
            raise self._fault(f"this is no JSON: {error}", f", line {line}") from None

    def _yaml(self, text: str) -> Any:
        import yaml

        try:
            # Aliases could make a short file endless, and no listing has them.
            loader = _loader(text)
            if any(isinstance(one, yaml.AliasEvent) for one in yaml.parse(text, Loader=loader)):
                raise self._fault("this is YAML with aliases (*)")
            return yaml.load(text, Loader=loader)  # noqa: S506 - it is a safe one
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
            raise self._fault(f"this is no YAML: {error.problem}", where) from None
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            raise self._fault(f"this is no YAML: {str(error).splitlines()[0]}") from None

    def _csv(self, text: str) -> Listing:
        from .formats import csv_text

        try:
            rows = csv_text.read(text)
        except csv_text.CsvError as error:
            raise self._fault(f"this is no csv: {error.cause}", f", line {error.line}") from None
        missing = [name for name in csv_text.endpoint_fields() if rows and name not in rows[0]]
        if missing:
            raise self._fault(f"it lacks {', '.join(missing)}")
        return self._of_endpoints(rows, "csv", lambda i: f", row {i + 1}")

    def _of_endpoints(
        self, items: Sequence[Any], form: str, place: Callable[[int], str]
    ) -> Listing:
        """Return the listing of endpoints alone.

        Args:
            items: The endpoints as data.
            form: Name of the format.
            place: Returns where in the file an endpoint is, by its position.
        """
        warn(f"{self._name}: {form} tells no failures, so it is taken as complete")
        return self._made({"endpoints": items, "failures": [], "complete": True}, place)

    def _made(self, data: Any, place: Callable[[int], str] | None = None) -> Listing:
        try:
            return listing_from_dict(data)
        except DataError as error:
            step = _STEP.match(error.place)
            if place is None or step is None:
                raise self._fault(error.cause) from None
            cause = error.cause.removeprefix(step[0]).removeprefix(step[0].removesuffix("."))
            raise self._fault(cause.strip(), place(int(step[1]))) from None

    def _fault(self, what: str, where: str = "", *, expected: str = _EXPECTED) -> SavedError:
        advice = f"; {expected}" if expected else ""
        return SavedError(safe(f"{self._name}{where}: {what}{advice}."))


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _loader(text: str) -> Any:
    """Return a safe loader that leaves times as they are written, as JSON data has them."""
    import yaml

    # The quick one refuses half of a surrogate pair, which a provider may well send.
    quick = None if _SURROGATE.search(text) else getattr(yaml, "CSafeLoader", None)
    base = quick or yaml.SafeLoader
    resolvers = cast("dict[str, list[tuple[str, Any]]]", base.yaml_implicit_resolvers)
    kept = {
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in resolvers.items()
    }
    return type("Loader", (base,), {"yaml_implicit_resolvers": kept})
