"""What is in a TOML file, and where in it a key stands.

``tomllib`` reads a file and forgets the lines. Here, it is asked again, statement by statement: a
statement is the shortest run of lines that is TOML by itself. So the grammar stays its business.
Only the plainest statements, of which long files consist, are recognised here, which is quicker.
"""

from __future__ import annotations

import io
import re
import tomllib
from typing import Any, TypeAlias, cast

#: Keys and, within arrays of tables, positions: ``("accounts", 0, "label")``.
Place: TypeAlias = tuple[str | int, ...]

_NAME = r"[ \t]*([A-Za-z0-9_-]+)[ \t]*=[ \t]*"
_TEXT = r"""(?:"[^"\\\r\n]*"|'[^'\r\n]*')[ \t]*"""
_END = r"(?:#[^\r\n]*)?\r?\n?"
#: Nothing, or a comment.
_EMPTY = re.compile(rf"[ \t]*{_END}")
#: ``[[name]]``
_PLAIN_HEADER = re.compile(rf"[ \t]*\[\[([A-Za-z0-9_-]+)\]\][ \t]*{_END}")
#: ``name = "text"``
_PLAIN_TEXT = re.compile(rf"{_NAME}{_TEXT}{_END}")
#: ``name = { source = "text" }``, as accounts have their secrets.
_PLAIN_SOURCE = re.compile(rf"{_NAME}\{{{_NAME}{_TEXT}\}}[ \t]*{_END}")


#: Tables and arrays inside each other; a configuration or settings have fewer by far.
_DEEPEST = 100
_TOO_DEEP = "it is nested too deeply"


class TomlError(Exception):
    """A text that is not TOML; ``str()`` says why. Nothing is chained to it: that has the text."""


def parsed(text: str) -> dict[str, Any]:
    """Return what a TOML document holds.

    Raises:
        TomlError: It is not TOML, nested too deeply, or has a number of too many digits.
    """
    try:
        data = tomllib.loads(text)
    except RecursionError:
        cause = _TOO_DEEP
    except ValueError as error:  # also what Python says of a number with thousands of digits
        cause = str(error).partition(";")[0]
    else:
        if not _is_deep(data):
            return data
        cause = _TOO_DEEP  # of dotted keys, tomllib reads any number
    raise TomlError(cause)


def lines_of_keys(text: str) -> dict[Place, int]:
    """Return the line, counted from 1, that each table's header and each key's statement begins at.

    Args:
        text: A TOML document that ``parsed`` accepts.
    """
    lines: dict[Place, int] = {}
    tables: dict[Place, int] = {}
    table: Place = ()
    begin, statement = 1, ""
    for number, line in enumerate(io.StringIO(text), 1):
        if not statement and _EMPTY.fullmatch(line):
            places = []
        elif not statement and (plain := _plain(line)):
            places = [(*table, *plain[:depth]) for depth in range(1, len(plain) + 1)]
        elif not statement and (header := _PLAIN_HEADER.fullmatch(line)):
            table = _table({header[1]: [{}]}, tables)
            places = [table]
        else:
            statement += line
            try:
                data = tomllib.loads(statement)
            except tomllib.TOMLDecodeError:
                continue  # a text or an array that goes on
            if statement.lstrip().startswith("["):
                table = _table(data, tables)
                places = [table]
            else:
                places = _places(data, table)
        for place in places:
            lines.setdefault(place, begin)
        begin, statement = number + 1, ""
    return lines


def _plain(line: str) -> tuple[str, ...]:
    """Return the keys of a statement of one line that is plain, the outer one first."""
    found = _PLAIN_TEXT.fullmatch(line) or _PLAIN_SOURCE.fullmatch(line)
    return cast("tuple[str, ...]", found.groups()) if found else ()


def _table(header: dict[str, Any], counts: dict[Place, int]) -> Place:
    """Return the place that a header opens.

    Args:
        header: What it holds, read alone.
        counts: How many tables each [[name]] has so far.
    """
    steps: list[str | int] = []
    inner: Any = header
    while isinstance(inner, dict) and inner:
        if count := counts.get(tuple(steps)):
            steps.append(count - 1)  # [name.more] belongs to the last [[name]]
        [(key, inner)] = cast("dict[str, Any]", inner).items()
        steps.append(key)
    if inner:  # [[name]]: one more
        count = counts.get(tuple(steps), 0)
        counts[tuple(steps)] = count + 1
        steps.append(count)
    return tuple(steps)


def _places(data: object, begin: Place) -> list[Place]:
    """Return the places of all keys of a value, tables and arrays before what is in them."""
    places: list[Place] = []
    for key, value in _inside(data):
        places += [(*begin, key), *_places(value, (*begin, key))]
    return places


def _is_deep(data: object) -> bool:
    """Tell whether more is nested than may be; no recursion, which Python limits."""
    level = [data]
    for _ in range(_DEEPEST):
        level = [inner for value in level for _, inner in _inside(value)]
    return bool(level)


def _inside(data: object) -> list[tuple[str | int, object]]:
    """Return what a table or an array holds, by key or position; nothing of another value."""
    if isinstance(data, dict):
        return [*cast("dict[str, object]", data).items()]
    return [*enumerate(cast("list[object]", data))] if isinstance(data, list) else []
