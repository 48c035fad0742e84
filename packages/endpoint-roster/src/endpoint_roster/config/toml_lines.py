"""What is in a TOML file, and where in it a key stands.

``tomllib`` reads a file and forgets the lines. Here, it is asked again, statement by statement: a
statement is the shortest run of lines that is TOML by itself. So the grammar stays its business.
"""

from __future__ import annotations

import io
import tomllib
from typing import Any, TypeAlias, cast

#: Keys and, within arrays of tables, positions: ``("accounts", 0, "label")``.
Place: TypeAlias = tuple[str | int, ...]


class TomlError(Exception):
    """A text that is not TOML; ``str()`` says why. Nothing is chained to it: that has the text."""


def parsed(text: str) -> dict[str, Any]:
    """Return what a TOML document holds.

    Raises:
        TomlError: It is not TOML, nested too deeply, or has a number of too many digits.
    """
    try:
        return tomllib.loads(text)
    except RecursionError:
        cause = "it is nested too deeply"
    except ValueError as error:  # also what Python says of a number with thousands of digits
        cause = str(error).partition(";")[0]
    raise TomlError(cause)


def lines_of_keys(text: str) -> dict[Place, int]:
    """Return the line, counted from 1, that each table's header and each key's statement begins at.

    Args:
        text: A TOML document that ``tomllib`` accepts.
    """
    lines: dict[Place, int] = {}
    table: Place = ()
    begin, statement = 1, ""
    for number, line in enumerate(io.StringIO(text), 1):
        statement += line
        try:
            data = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue  # a text or an array that goes on
        if statement.lstrip().startswith("["):
            table = _table(data, lines)
            lines.setdefault(table, begin)
        else:
            for place in _places(data, table):
                lines.setdefault(place, begin)
        begin, statement = number + 1, ""
    return lines


def _table(header: dict[str, Any], lines: dict[Place, int]) -> Place:
    """Return the place that a header opens."""
    place: Place = ()
    found: Any = header
    while found:
        if isinstance(found, list):  # [[name]]: one more
            count = 0
            while (*place, count) in lines:
                count += 1
            return (*place, count)
        [(key, found)] = cast("dict[str, Any]", found).items()
        place = (*place, key)
        count = 0
        while isinstance(found, dict) and found and (*place, count) in lines:
            count += 1
        if count:  # [name.more] belongs to the last [[name]]
            place = (*place, count - 1)
    return place


def _places(data: object, begin: Place) -> list[Place]:
    """Return the places of all keys of a value, tables and arrays before what is in them."""
    inside: list[tuple[str | int, object]] = []
    if isinstance(data, dict):
        inside = [*cast("dict[str, object]", data).items()]
    elif isinstance(data, list):
        inside = [*enumerate(cast("list[object]", data))]
    places: list[Place] = []
    for key, value in inside:
        places += [(*begin, key), *_places(value, (*begin, key))]
    return places
