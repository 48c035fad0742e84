"""A file of settings, in TOML, JSON or YAML, and the lines that its keys stand in."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeAlias, cast

import click
from endpoint_roster.config.text import EncodingError, decoded

from ..exit_codes import USAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: The name that stands for stdin.
STDIN = "-"
#: Keys and, within lists, positions: ``("autoscaling", "max_replicas")``, ``("ports", 0)``.
Place: TypeAlias = tuple[str | int, ...]

#: What is nested more deeply, or has more values, is refused; some aliases of YAML have no end.
_DEEPEST = 50
_MOST_VALUES = 100_000
_TOO_DEEP = "it is nested too deeply"

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


class SettingsFileError(click.ClickException):
    """Settings that cannot be read; the text says where they are and what to change."""

    exit_code = USAGE


def read_json(text: str, name: str) -> Any:
    """Return the value of a text that is JSON.

    Raises:
        SettingsFileError: It is not; the message begins with the name.
    """
    try:
        return _json(text)[0]
    except _SyntaxError as error:
        raise SettingsFileError(f"{name}{error}") from None


class Document(NamedTuple):
    """What a file holds.

    Attributes:
        name: What the file is called in messages.
        data: Its content.
        lines: The line, counted from 1, that each key begins at, as far as it is known.
    """

    name: str
    data: dict[str, Any]
    lines: Mapping[Place, int]

    def where(self, place: Place) -> str:
        """Say where a key is: ``settings.toml, line 3``."""
        while place and place not in self.lines:
            place = place[:-1]
        return f"{self.name}, line {self.lines[place]}" if place else self.name


def read_file(path: str) -> Document:
    """Read a file; its name's ending says what it is. stdin (``-``) is JSON or YAML.

    Raises:
        SettingsFileError: It cannot be read, is not what its name says, or is not a table of keys.
    """
    name = "stdin" if path == STDIN else path
    ending = ".yaml" if path == STDIN else Path(path).suffix.lower()
    parse = _PARSERS.get(ending)
    if parse is None:
        raise SettingsFileError(f"{name}: unknown ending. Use one of {', '.join(_PARSERS)}.")
    try:
        content = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
        data, lines = parse(decoded(content))
    except OSError as error:
        raise SettingsFileError(f"{name} cannot be read: {error.strerror}") from None
    except EncodingError as error:
        raise SettingsFileError(f"{name}: {error}") from None
    except _SyntaxError as error:
        raise SettingsFileError(f"{name}{error}") from None
    if not isinstance(data, dict):
        raise SettingsFileError(f"{name} has no keys. Write settings such as name: chat.")
    return Document(name, cast("dict[str, Any]", data), lines)


class _SyntaxError(Exception):
    """Why a text cannot be read, beginning with where: ``, line 3: it is not TOML: ...``."""

    def __init__(self, what: str, line: int | None = None) -> None:
        super().__init__(f"{f', line {line}' if line else ''}: {what}")


def _toml(text: str) -> tuple[Any, Mapping[Place, int]]:
    from endpoint_roster.config.toml_lines import TomlError, lines_of_keys, parsed

    try:
        data = parsed(text)
    except TomlError as error:
        raise _SyntaxError(f"it is not TOML: {error}") from None
    _check_size(data)
    return data, lines_of_keys(text)


def _json(text: str) -> tuple[Any, Mapping[Place, int]]:
    try:
        data = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise _SyntaxError(f"it is not JSON: {error.msg}", error.lineno) from None
    except ValueError as error:
        raise _SyntaxError(f"it is not JSON: {_cause(error)}") from None
    except RecursionError:
        raise _SyntaxError(_TOO_DEEP) from None
    _check_size(data)
    return data, _lines_of_json(text)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number in JSON")


def _lines_of_json(text: str) -> dict[Place, int]:
    """Return the lines of the keys and items of a text that is JSON.

    Raises:
        _SyntaxError: A key is there twice.
    """
    lines: dict[Place, int] = {}
    place: list[str | int] = []  # of the value that comes next, or is being read
    is_object: list[bool] = []  # of each value around it
    key_is_next = False
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word in "{[":
            is_object.append(word == "{")
            place.append("" if word == "{" else 0)
            key_is_next = word == "{"
        elif word in "}]":
            is_object.pop()
            place.pop()
            key_is_next = False
        elif word == ",":
            key_is_next = is_object[-1]
            if not key_is_next:
                place[-1] = cast("int", place[-1]) + 1
        elif word != ":":
            if key_is_next:
                place[-1] = json.loads(word)
                key_is_next = False
                _put(lines, tuple(place), text.count("\n", 0, token.start()) + 1)
            continue
    return lines


def _yaml(text: str) -> tuple[Any, Mapping[Place, int]]:
    import yaml

    if text.lstrip().startswith("{"):  # YAML that is written as JSON
        return _json(text)
    lines: dict[Place, int] = {}
    try:
        root = yaml.compose(text, yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _SyntaxError(f"it is not YAML: {error.problem}", mark and mark.line + 1) from None
    except (yaml.YAMLError, ValueError) as error:
        raise _SyntaxError(f"it is not YAML: {_cause(error)}") from None
    except RecursionError:
        raise _SyntaxError(_TOO_DEEP) from None
    _check_size(data)
    _visit(root, (), lines)
    return data, lines


def _cause(error: Exception) -> str:
    """Return what an error says, without Python's advice about numbers of too many digits."""
    return str(error).partition(";")[0]


def _check_size(data: Any) -> None:
    """Check that data is no larger than settings are; aliases of YAML can make it endless.

    Raises:
        _SyntaxError: It is nested too deeply, or has too many values.
    """
    values = 0
    waiting: list[tuple[Any, int]] = [(data, 0)]
    while waiting:
        value, depth = waiting.pop()
        values += 1
        if depth > _DEEPEST:
            raise _SyntaxError(_TOO_DEEP)
        if values > _MOST_VALUES:
            raise _SyntaxError(f"it has more than {_MOST_VALUES:,} values, which no settings have")
        if isinstance(value, dict):
            waiting += [(one, depth + 1) for one in cast("dict[Any, Any]", value).values()]
        elif isinstance(value, list):
            waiting += [(one, depth + 1) for one in cast("list[Any]", value)]


def _visit(node: Any, place: Place, lines: dict[Place, int]) -> None:
    """Note the lines of the keys and items in a node of YAML."""
    import yaml

    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, str(key.value))
            _put(lines, inner, key.start_mark.line + 1)
            _visit(value, inner, lines)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            lines[*place, number] = value.start_mark.line + 1
            _visit(value, (*place, number), lines)


def _put(lines: dict[Place, int], place: Place, line: int) -> None:
    if place in lines:
        raise _SyntaxError(f"the key {place[-1]} is there twice", line)
    lines[place] = line


_PARSERS: dict[str, Callable[[str], tuple[Any, Mapping[Place, int]]]] = {
    ".toml": _toml,
    ".json": _json,
    ".yaml": _yaml,
    ".yml": _yaml,
}
