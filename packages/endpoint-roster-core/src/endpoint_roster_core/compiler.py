"""Compiling the readers of models from their tables, as attrs compiles constructors."""

from __future__ import annotations

import itertools
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast

from .fields import Field, Notes, fields
from .kinds import SCALARS, Kind, parse
from .times import is_as_written, read_time
from .tolerance import MISFITS

if TYPE_CHECKING:
    from collections.abc import Callable

Reader: TypeAlias = "Callable[[Any], Any]"
#: Reads objects of one shape in a list, from an index on; returns that of the first other one.
Run: TypeAlias = "Callable[[list[Any], int], int]"
#: Makes the reader of a shape, and the run; called with the keys of the shape.
Binder: TypeAlias = "Callable[..., tuple[Reader, Run]]"


class ModelReaders(Protocol):
    """The readers of another model, as compiled code uses them."""

    by_length: dict[int, Reader]

    def one(self, data: Any) -> Any:
        """Read one object."""

    def many(self, items: Any) -> Any:
        """Read a list of objects."""


def _misfit() -> Any:
    raise TypeError


def _note_time(texts: dict[str, Any] | None, attribute: str, text: str) -> dict[str, Any]:
    """Read a time that is not written as we write it, and remember its text."""
    found = read_time(text)
    if found is None or not found[1]:
        raise TypeError
    texts = {} if texts is None else texts
    texts[attribute] = (found[0], text)
    return texts


def _is_number(v: str, typed: str, sample: Any) -> str:
    """A test for a number; what the sample was is tried first."""
    words = ("int", "float") if type(sample) is int else ("float", "int")
    return f"type({typed}) is {words[0]} or type({v}) is {words[1]}"


def _reading(lines: list[str], otherwise: list[str]) -> list[str]:
    """The source of a function that reads one object."""
    return [
        "def read(d):",
        "    self = new(cls)",
        "    try:",
        *(f"        {line}" for line in lines),
        *otherwise,
        "    except MISFITS:",
        "        return read_leniently(self, d)",
        "    return self",
    ]


class Compiler:
    """Writes the source of one reader, and compiles it.

    Args:
        cls: The model.
        find: Returns the readers of a model by the name that a field has for it.
        read_leniently: Reads an object that does not fit into an empty model.
    """

    def __init__(
        self, cls: type, find: Callable[[str], ModelReaders], read_leniently: Callable[..., Any]
    ) -> None:
        self._cls = cls
        self._find = find
        self._fields = fields(cls)
        self._rest = parse(cast("Any", cls)._REST)
        self._has_times = any("date-time" in repr(one.kind) for one in self._fields)
        self._numbers = itertools.count()
        self._names: dict[str, Any] = {
            "cls": cls, "new": object.__new__, "misfit": _misfit, "MISFITS": MISFITS,
            "read_leniently": read_leniently, "join": "".join, "Notes": Notes,
            "fromisoformat": datetime.fromisoformat, "is_as_written": is_as_written,
            "note_time": _note_time, "known": frozenset(one.name for one in self._fields),
        }  # fmt: skip

    def general(self) -> Reader:
        """Return a reader of any object."""
        lines = [f"unknowns, absent = len(d) - {len(self._fields)}, 0"]
        for bit, one in enumerate(self._fields):
            value = self._value(one.kind, f"d[{one.name!r}]", one)
            if one.required:
                lines.append(f"self.{one.attribute} = {value}")
                continue
            lines += [
                f"if {one.name!r} in d: self.{one.attribute} = {value}",
                f"else: self.{one.attribute} = {self._default(one)}; absent |= {1 << bit};"
                " unknowns += 1",
            ]
        rest = self._value(self._rest, "v")
        extra = f"{{k: {rest} for k, v in d.items() if k not in known}}"
        lines.append(f"self._extra = {extra} if unknowns else None")
        self._compile(_reading(self._with_state(lines, "absent"), []))
        return self._names["read"]

    def shaped(self, sample: dict[str, Any], other: Reader) -> Binder:
        """Return what makes readers of objects that have just the keys of a sample.

        Args:
            sample: An object of that shape.
            other: Reads objects that have other keys.
        """
        self._names["other"] = other
        lines = self._shape_lines(sample)
        source = [
            f"def bind({', '.join(f'k{number}' for number in range(len(sample)))}):",
            *(f"    {line}" for line in _reading(lines, ["    except KeyError: return other(d)"])),
            "    def run(found, start):",
            "        for number in range(start, len(found)):",
            "            d = found[number]",
            f"            if len(d) != {len(sample)}: return number",
            "            self = new(cls)",
            "            try:",
            *(f"                {line}" for line in lines),
            "            except KeyError: return number",
            "            except MISFITS: self = read_leniently(self, d)",
            "            found[number] = self",
            "        return len(found)",
            "    return read, run",
        ]
        self._compile(source)
        return self._names["bind"]

    def _shape_lines(self, sample: dict[str, Any]) -> list[str]:
        """The lines that read an object with the keys of a sample, which are k0, k1 and so on."""
        keys = {name: f"k{number}" for number, name in enumerate(sample)}
        # What is not an object has no such keys; but an empty one has none to ask for.
        lines = [] if sample else ["if type(d) is not dict: raise TypeError"]
        absent = 0
        for bit, one in enumerate(self._fields):
            if one.name in sample:
                value = self._value(one.kind, f"d[{keys[one.name]}]", one, sample[one.name])
                lines.append(f"self.{one.attribute} = {value}")
            elif one.required:
                lines.append("raise TypeError")
            else:
                absent |= 1 << bit
                lines.append(f"self.{one.attribute} = {self._default(one)}")
        known = {one.name for one in self._fields}
        extra = [
            f"{name!r}: {self._value(self._rest, f'd[{key}]')}"
            for name, key in keys.items()
            if name not in known
        ]
        lines.append(f"self._extra = {'{' + ', '.join(extra) + '}' if extra else None}")
        return self._with_state(lines, str(absent))

    def _with_state(self, lines: list[str], absent: str) -> list[str]:
        state = f"self._state = {absent}"
        if not self._has_times:
            return [*lines, state]
        return ["texts = None", *lines, f"{state} if texts is None else Notes({absent}, texts)"]

    def _compile(self, source: list[str]) -> None:
        code = compile("\n".join(source), f"<reader of {self._cls.__name__}>", "exec")
        exec(code, self._names)  # noqa: S102 - as attrs does; all texts are literals of the table

    def _default(self, one: Field) -> str:
        if one.default is None:
            return "None"
        self._names["UNSET"] = one.default
        return "UNSET"

    def _value(self, kind: Kind, source: str, one: Field | None = None, sample: Any = None) -> str:
        """An expression that reads the value of ``source``, or raises one of MISFITS."""
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
                return f"{v} if {_is_number(v, typed, sample)} else misfit()"
            case "boolean":
                return f"{v} if {first} is True or {v} is False else misfit()"
            case "date-time":
                return self._time(v, typed, one, sample)
            case "nullable", "integer":
                if sample is None:
                    return f"{v} if {first} is None or type({v}) is int else misfit()"
                return f"{v} if type({typed}) is int or {v} is None else misfit()"
            case "nullable", "number":
                if sample is None:
                    number = _is_number(v, v, sample)
                    return f"{v} if {first} is None or {number} else misfit()"
                return f"{v} if {_is_number(v, typed, sample)} or {v} is None else misfit()"
            case "nullable", inner:
                return f"None if {first} is None else {self._value(inner, v, one, sample)}"
            case "list", "any":
                return f"{v} if type({typed}) is list else misfit()"
            case "list", "string":
                return f"{v} if type({typed}) is list and join({v}) is not None else misfit()"
            case "list", str() as name if name not in SCALARS:
                return f"{self._bound('many', self._find(name).many)}({source})"
            case "list", inner:
                item = f"i{next(self._numbers)}"
                value = self._value(inner, item)
                return f"[{value} for {item} in {v}] if type({typed}) is list else misfit()"
            case "map", inner:
                key, item = f"k{next(self._numbers)}", f"i{next(self._numbers)}"
                value = self._value(inner, item)
                return (
                    f"{{{key}: {value} for {key}, {item} in {v}.items()}}"
                    f" if type({typed}) is dict else misfit()"
                )
            case _:
                return self._object(cast("str", kind), v, typed)

    def _object(self, name: str, v: str, typed: str) -> str:
        """An expression that reads an object; that of a known shape without a further call."""
        readers = self._find(name)
        get, one = self._bound("get", readers.by_length.get), self._bound("one", readers.one)
        reader = f"r{next(self._numbers)}"
        return f"{reader}({v}) if ({reader} := {get}(len({typed}))) else {one}({v})"

    def _time(self, v: str, typed: str, one: Field | None, sample: Any) -> str:
        # Python 3.14 takes the hour 24, which RFC 3339 does not have.
        hour = f' and {v}[11:13] != "24"' if sys.version_info >= (3, 14) else ""
        seconds = f'len({typed}) == 20 and {v}[4::3] == "--T::Z"{hour}'
        value = f"fromisoformat({v})"
        if one is None:
            return f"{value} if {seconds} or is_as_written({v}) else misfit()"
        noted = f"(texts := note_time(texts, {one.attribute!r}, {v}))[{one.attribute!r}][0]"
        if isinstance(sample, str) and len(sample) == 24:  # milliseconds: looked at in place
            t = f"t{next(self._numbers)}"
            same = (
                f'({t} := fromisoformat({typed})).microsecond and {v}[23] == "Z"'
                f' and {v}[4:20:3] == "--T::."{hour}'
            )
            return f"{t} if {same} else {value} if {seconds} or is_as_written({v}) else {noted}"
        return f"{value} if {seconds} or is_as_written({v}) else {noted}"

    def _bound(self, word: str, value: Any) -> str:
        name = f"{word}_{next(self._numbers)}"
        self._names[name] = value
        return name
