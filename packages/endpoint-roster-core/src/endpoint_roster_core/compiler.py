"""Compiling the readers of models from their tables, as attrs compiles constructors."""

from __future__ import annotations

import itertools
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, TypeAlias, cast

from .fields import Field, Notes, fields
from .kinds import SCALARS, Kind, models_in, parse
from .times import is_as_written, note_time, read_times
from .tolerance import MISFITS
from .unset import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable

Reader: TypeAlias = "Callable[[Any], Any]"

#: Items of a list from which on the list is asked for its own keys.
_LONG: Final = 16


class Usage(NamedTuple):
    """Which fields of a model a server sends.

    Attributes:
        always: Names of those that all objects had so far.
        never: Names of those that no object had so far.
    """

    always: frozenset[str]
    never: frozenset[str]

    def after(self, data: dict[str, Any]) -> Usage:
        """Return the usage when one more object is known."""
        return Usage(self.always & data.keys(), self.never - data.keys())


class Unusual(Protocol):
    """What reads objects, and lists of them, that a usual reader does not expect."""

    def unusual(self, data: Any) -> Any:
        """Read one object."""

    def unusual_list(self, items: Any) -> Any:
        """Read a list of objects, of which some may be read already."""


def _misfit() -> Any:
    raise TypeError


def _own_keys(found: list[dict[str, Any]], names: tuple[str, ...]) -> tuple[str, ...]:
    """The names as the objects have them: a dict finds quickest what is the very same string."""
    first = tuple(found[0])
    if first == names:
        return first
    own = dict(zip(first, first, strict=True))
    return tuple(own.get(name, name) for name in names)


def _is_number(v: str, typed: str, sample: Any) -> str:
    """A test for a number; what the sample was is tried first."""
    words = ("int", "float") if type(sample) is int else ("float", "int")
    return f"type({typed}) is {words[0]} or type({v}) is {words[1]}"


class Compiler:
    """Writes the source of a model's readers, and compiles it.

    Args:
        cls: The model.
        names: What compiled code finds by name, shared by all models of a package.
        read_leniently: Reads an object that does not fit into an empty model.
        others: Reads what a usual reader does not expect.

    Attributes:
        models: Names of the models inside; their readers ``read_...`` and ``read_..._list`` must
            be among the names when the code runs.
    """

    def __init__(
        self,
        cls: type,
        names: dict[str, Any],
        read_leniently: Callable[..., Any],
        others: Unusual,
    ) -> None:
        self._model = model = cls.__name__
        self._fields = fields(cls)
        self._rest = parse(cast("Any", cls)._REST)
        self._has_times = any("date-time" in repr(one.kind) for one in self._fields)
        self._numbers = itertools.count()
        self._names = names
        kinds = (self._rest, *(one.kind for one in self._fields))
        self.models: set[str] = set[str]().union(*map(models_in, kinds))
        names |= {
            f"model_{model}": cls, f"known_{model}": frozenset(one.name for one in self._fields),
            f"unusual_{model}": others.unusual, f"unusual_{model}_list": others.unusual_list,
            "new": object.__new__, "read_leniently": read_leniently, "own_keys": _own_keys,
            "misfit": _misfit, "MISFITS": MISFITS, "Notes": Notes, "UNSET": UNSET,
            "join": "".join, "fromisoformat": datetime.fromisoformat,
            "is_as_written": is_as_written, "note_time": note_time, "read_times": read_times,
        }  # fmt: skip

    def general(self) -> Reader:
        """Return a reader of any object."""
        required = frozenset(one.name for one in self._fields if one.required)
        lines = self._lines(Usage(required, frozenset()), {}, {})
        return self._compile(
            "def read(d):",
            *_indented(self._reading(lines, "except MISFITS: self = read_leniently(self, d)")),
            "    return self",
        )["read"]

    def usual(self, usage: Usage, sample: dict[str, Any]) -> dict[str, Reader]:
        """Return readers of an object and of a list, by their names in the namespace.

        Args:
            usage: Which fields the objects have.
            sample: One of them.
        """
        one, many = f"read_{self._model}", f"read_{self._model}_list"
        otherwise = (
            f"except KeyError: self = unusual_{self._model}(d)",
            "except MISFITS: self = read_leniently(self, d)",
        )
        asked = [x.name for x in self._fields if x.required or x.name not in usage.never]
        keys = {name: f"k{number}" for number, name in enumerate(asked)}
        names = f"({', '.join(map(repr, asked))},)"
        times = [keys[x.name] for x in self._fields if self._is_read_with_others(x, usage)]
        own = f"own_keys(found, {names}) if len(found) >= {_LONG} else {names}"
        return self._compile(
            f"def {one}(d):",
            *_indented(self._reading(self._lines(usage, sample, {}), *otherwise)),
            "    return self",
            f"def {many}(found):",
            "    if type(found) is not list or (found and type(found[0]) is not dict):",
            f"        return unusual_{self._model}_list(found)",
            *([f"    {', '.join(keys.values())}, = {own}"] if asked else []),
            *(f"    times_{key} = read_times(found, {key}, {_LONG})" for key in times),
            "    for number, d in enumerate(found):",
            *_indented(_indented(self._reading(self._lines(usage, sample, keys), *otherwise))),
            "        found[number] = self",
            "    return found",
        )

    def _reading(self, lines: list[str], *otherwise: str) -> list[str]:
        """The source that reads the object ``d`` into ``self``."""
        return [f"self = new(model_{self._model})", "try:", *_indented(lines), *otherwise]

    def _lines(self, usage: Usage, sample: dict[str, Any], keys: dict[str, str]) -> list[str]:
        """The lines that read each field.

        Args:
            usage: Which fields the objects have.
            sample: One of the objects, to try first what it has.
            keys: Variables that hold names of fields; the others are written out.
        """
        lines: list[str] = []
        absent = expected = 0
        is_checked = has_choice = notes_absent = False
        for bit, one in enumerate(self._fields):
            key, name = keys.get(one.name, repr(one.name)), one.attribute
            # None in a field that cannot be null means that it is absent.
            may_be_null = one.required or one.kind == "any" or one.kind[0] == "nullable"
            absent |= 0 if may_be_null else 1 << bit
            if one.name in usage.never and not one.required:
                absent |= 1 << bit
                lines.append(f"self.{name} = {_default(one)}")
                continue
            expected += 1
            value = self._value(one.kind, f"d[{key}]", one, sample.get(one.name))
            if keys and self._is_read_with_others(one, usage):
                value = f"times_{key}[number] or ({value})"
            value = f"self.{name} = {value}"
            if one.required or one.name in usage.always:
                is_checked = True
                lines.append(value)
                continue
            has_choice = True
            notes_absent |= may_be_null
            note = f"; absent += {1 << bit}" if may_be_null else ""
            lines.append(f"if {key} in d: {value}")
            lines.append(f"else: self.{name} = {_default(one)}; more += 1{note}")
        before = [] if is_checked else ["if type(d) is not dict: raise TypeError"]
        before += [f"more = len(d) - {expected}"] if has_choice else []
        before += [f"absent = {absent}"] if notes_absent else []
        more = ("more", "more") if has_choice else (f"len(d) != {expected}", f"len(d) - {expected}")
        lines += self._rest_lines(*more, is_certain=not usage.never)
        return [*before, *self._with_state(lines, "absent" if notes_absent else str(absent))]

    def _is_read_with_others(self, one: Field, usage: Usage) -> bool:
        """Whether a field's values in a list are read all at once: times that all objects have."""
        return one.kind == "date-time" and (one.required or one.name in usage.always)

    def _rest_lines(self, has_more: str, more: str, *, is_certain: bool) -> list[str]:
        """The lines that keep unknown fields, if there are more fields than expected."""
        value, known = self._value(self._rest, "v"), f"known_{self._model}"
        check = [] if is_certain else [f"    if len(self._extra) != {more}: raise KeyError"]
        return [
            "self._extra = None",
            f"if {has_more}:",
            f"    self._extra = {{k: {value} for k, v in d.items() if k not in {known}}}",
            *check,
        ]

    def _with_state(self, lines: list[str], absent: str) -> list[str]:
        state = f"self._state = {absent}"
        if not self._has_times:
            return [*lines, state]
        return ["texts = None", *lines, f"{state} if texts is None else Notes({absent}, texts)"]

    def _compile(self, *source: str) -> dict[str, Any]:
        code = compile("\n".join(source), f"<readers of {self._model}>", "exec")
        made: dict[str, Any] = {}
        exec(code, self._names, made)  # noqa: S102 - as attrs does; all texts are literals of the table
        return made

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
                return f"read_{name}_list({source})"
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
            case name:
                return f"read_{name}({source})"

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


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _default(one: Field) -> str:
    return "None" if one.default is None else "UNSET"
