"""The source of expressions that read one value, each of its kind."""

from __future__ import annotations

import itertools
import sys
from typing import TYPE_CHECKING, TypeAlias

from .kinds import SCALARS, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

#: Writes what to do with a time of unusual digits, which is in the variable of that name.
Note: TypeAlias = "Callable[[str], str]"


class Expressions:
    """Writes the expressions of one compiled function; each has variables of its own."""

    def __init__(self) -> None:
        self._numbers = itertools.count()

    def value(self, kind: Kind, source: str, look: str = "", note: Note | None = None) -> str:
        """Return an expression that reads the value of ``source``, or raises one of MISFITS.

        Args:
            kind: What the value should be.
            source: An expression.
            look: What to try first: ``int``, ``float``, ``NoneType`` or ``milliseconds``.
            note: Where unusual digits of a time are remembered; None if they are not.
        """
        if source.isidentifier():
            v, first, typed = source, source, source
        else:
            v = f"v{next(self._numbers)}"
            first, typed = f"({v} := {source})", f"{v} := {source}"
        match kind:
            case "any":
                return source
            case "string":
                return f'{source} + ""'
            case "integer":
                return f"{v} if type({typed}) is int else misfit()"
            case "number":
                return f"{v} if {_is_number(v, typed, look)} else misfit()"
            case "boolean":
                return f"{v} if {first} is True or {v} is False else misfit()"
            case "date-time":
                return self._time(v, typed, look, note)
            case "nullable", "integer":
                if look == "NoneType":
                    return f"{v} if {first} is None or type({v}) is int else misfit()"
                return f"{v} if type({typed}) is int or {v} is None else misfit()"
            case "nullable", "number":
                if look == "NoneType":
                    number = _is_number(v, v, look)
                    return f"{v} if {first} is None or {number} else misfit()"
                return f"{v} if {_is_number(v, typed, look)} or {v} is None else misfit()"
            case "nullable", inner:
                return f"None if {first} is None else {self.value(inner, v, look, note)}"
            case "list", "any":
                return f"{v} if type({typed}) is list else misfit()"
            case "list", "string":
                return f"{v} if type({typed}) is list and join({v}) is not None else misfit()"
            case "list", str() as name if name not in SCALARS:
                return f"read_{name}_list({source})"
            case "list", inner:
                item = f"i{next(self._numbers)}"
                value = self.value(inner, item)
                return f"[{value} for {item} in {v}] if type({typed}) is list else misfit()"
            case "map", inner:
                key, item = f"k{next(self._numbers)}", f"i{next(self._numbers)}"
                value = self.value(inner, item)
                return (
                    f"{{{key}: {value} for {key}, {item} in {v}.items()}}"
                    f" if type({typed}) is dict else misfit()"
                )
            case name:
                return f"read_{name}({source})"

    def _time(self, v: str, typed: str, look: str, note: Note | None) -> str:
        # Python 3.14 takes the hour 24, which RFC 3339 does not have.
        hour = f' and {v}[11:13] != "24"' if sys.version_info >= (3, 14) else ""
        seconds = f'len({typed}) == 20 and {v}[4::3] == "--T::Z"{hour}'
        value = f"fromisoformat({v})"
        if note is None:
            return f"{value} if {seconds} or is_as_written({v}) else misfit()"
        if look == "milliseconds":  # looked at in place
            t = f"t{next(self._numbers)}"
            same = (
                f'({t} := fromisoformat({typed})).microsecond and {v}[23] == "Z"'
                f' and {v}[4:20:3] == "--T::."{hour}'
            )
            return f"{t} if {same} else {value} if {seconds} or is_as_written({v}) else {note(v)}"
        return f"{value} if {seconds} or is_as_written({v}) else {note(v)}"


def _is_number(v: str, typed: str, look: str) -> str:
    """A test for a number; what another one was is tried first."""
    words = ("int", "float") if look == "int" else ("float", "int")
    return f"type({typed}) is {words[0]} or type({v}) is {words[1]}"
