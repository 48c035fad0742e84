"""Compiling the readers of models from their tables, as attrs compiles constructors.

The usual reader of a list reads small models inside in place, without calling their readers.
"""

from __future__ import annotations

from datetime import datetime
from itertools import repeat, starmap
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias, cast

from .fields import Field, fields
from .kinds import SCALARS, models_in, parse
from .times import is_as_written, read_times
from .tolerance import MISFITS, note_time
from .unset import UNSET
from .usage import LEVELS, Known, Usage, own_keys
from .values import Expressions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Reader: TypeAlias = "Callable[[Any], Any]"

#: Items of a list from which on the list is asked for its own keys.
_LONG: Final = 16
#: Items whose times are read at once, just before the rest of them: they fit into the CPU's cache.
_AT_ONCE: Final = 256
#: Fields of a model, from which on calling its reader costs next to nothing.
_MANY: Final = 12


class _Inner:
    """A field whose value is read in place: a model, or a list of it."""

    def __init__(self, known: Known, *, is_list: bool, may_be_null: bool) -> None:
        self.known = known
        self.is_list = is_list
        self.may_be_null = may_be_null


class Unusual(Protocol):
    """What reads objects, and lists of them, that a usual reader does not expect."""

    def unusual(self, data: Any) -> Any:
        """Read one object."""

    def unusual_list(self, items: Any) -> Any:
        """Read a list of objects, of which some may be read already."""


def _misfit() -> Any:
    raise TypeError


class Compiler:
    """Writes the source of a model's readers, and compiles it.

    In the source, ``d0`` is the object that is read into ``self0``, ``d1`` one inside, and so on.

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
        self._cls = cls
        self._model = model = cls.__name__
        self._names = names
        self._expressions = Expressions()
        self._inside: Callable[[str], Known | None] = lambda _: None
        kinds = (parse(cast("Any", cls)._REST), *(one.kind for one in fields(cls)))
        self.models: set[str] = set[str]().union(*map(models_in, kinds))
        names |= {
            f"model_{model}": cls, f"known_{model}": frozenset(one.name for one in fields(cls)),
            f"unusual_{model}": others.unusual, f"unusual_{model}_list": others.unusual_list,
            "new": object.__new__, "repeat": repeat, "starmap": starmap,
            "read_leniently": read_leniently, "own_keys": own_keys,
            "misfit": _misfit, "MISFITS": MISFITS, "UNSET": UNSET,
            "join": "".join, "fromisoformat": datetime.fromisoformat,
            "is_as_written": is_as_written, "note_time": note_time, "read_times": read_times,
        }  # fmt: skip

    def general(self) -> Reader:
        """Return a reader of any object."""
        required = frozenset(one.name for one in fields(self._cls) if one.required)
        anything = Known(self._cls, Usage(required, frozenset()), {})
        return self._compile(
            "def read(d0):",
            f"    {_empty(anything, 0)}",
            *_indented(self._reading(anything, {}, 0)),
            "    return self0",
        )["read"]

    def usual(self, known: Known, inside: Callable[[str], Known | None]) -> dict[str, Reader]:
        """Return readers of an object and of a list, by their names in the namespace.

        Args:
            known: What is known of the objects.
            inside: Returns the same of a model inside, by its name; None if nothing is known yet.
        """
        self._inside = inside
        one, many = f"read_{self._model}", f"read_{self._model}_list"
        unusual = f"unusual_{self._model}"
        keys = {name: f"k{number}" for number, name in enumerate(self._expected(known, 0))}
        names = f"({', '.join(map(repr, keys))},)"
        own = f"own_keys(found, {names}) if len(found) >= {_LONG} else {names}"
        times = [keys[x.name] for x in known.expected if known.is_time_of_all(x)]
        return self._compile(
            f"def {one}(d0):",
            f"    {_empty(known, 0)}",
            *_indented(self._reading(known, {}, 0, unusual)),
            "    return self0",
            f"def {many}(found):",
            "    if type(found) is not list or (found and type(found[0]) is not dict):",
            f"        return {unusual}_list(found)",
            *([f"    {', '.join(keys.values())}, = {own}"] if keys else []),
            *_indented(self._loop(known, keys, times)),
            "    return found",
        )

    def _loop(self, known: Known, keys: Mapping[str, str], times: list[str]) -> list[str]:
        """The lines that read a list, each object in its place.

        Python's collector of garbage runs when enough containers were made that are not freed
        yet, and looks at all the new ones. Where an object is several models, all outer ones are
        made first: empty ones cost little then, and later each object frees more than it makes.
        """
        before = [
            "numbers, objects = iter(range(len(found))), iter(found)",
            f"models = starmap(new, repeat((model_{known.name},), len(found)))",
        ]
        if any(self._inner(one, 0) for one in known.expected):
            before.append("models = iter([*models])")
        columns = {f"time_{key}": f"times_{key}" for key in times}
        columns |= {"number": "numbers", "d0": "objects", "self0": "models"}
        loop = [
            f"for {', '.join(columns)} in zip({', '.join(columns.values())}):",
            *_indented(self._reading(known, keys, 0, f"unusual_{known.name}")),
            "    found[number] = self0",
        ]
        if times:
            part = f"found[start : start + {_AT_ONCE}]"
            loop = [
                f"for start in range(0, len(found), {_AT_ONCE}):",
                *(f"    times_{key} = read_times({part}, {key}, {_LONG})" for key in times),
                *_indented(loop),  # zip ends with its first column, the times, and takes no more
            ]
        return [*before, *loop]

    def _expected(self, known: Known, level: int) -> dict[str, None]:
        """The names that are looked for in an object, and in those read in place."""
        names: dict[str, None] = {}
        for one in known.expected:
            names[one.name] = None
            if inner := self._inner(one, level):
                names |= self._expected(inner.known, level + 1)
        return names

    def _inner(self, one: Field, level: int) -> _Inner | None:
        """How a field's value is read in place; None if it is not."""
        kind, words = one.kind, list[str]()
        while isinstance(kind, tuple):
            word, kind = kind
            words.append(word)
        is_plain = words in ([], ["list"], ["nullable"], ["nullable", "list"])
        if kind in SCALARS or not is_plain or level == LEVELS:
            return None
        known, is_list = self._inside(kind), "list" in words
        if known is None or len(known.expected) >= _MANY or (is_list and known.has_times):
            return None  # a list's own reader reads its times all at once
        return _Inner(known, is_list=is_list, may_be_null="nullable" in words)

    def _reading(
        self, known: Known, keys: Mapping[str, str], at: int, otherwise: str = ""
    ) -> list[str]:
        """The lines that read an object into an empty model.

        Args:
            known: What is known of the object.
            keys: Variables that hold names of fields; the others are written out.
            at: The level.
            otherwise: The function that reads what does not have the expected fields.
        """
        return [
            "try:",
            *_indented(self._lines(known, keys, at)),
            *([f"except KeyError: self{at} = {otherwise}(d{at})"] if otherwise else []),
            f"except MISFITS: self{at} = read_leniently(self{at}, d{at})",
        ]

    def _lines(self, known: Known, keys: Mapping[str, str], at: int) -> list[str]:
        """The lines that read all fields."""
        lines: list[str] = []
        absent = expected = 0
        is_checked = has_choice = False
        for bit, one in enumerate(fields(known.cls)):
            key, target = keys.get(one.name, repr(one.name)), f"self{at}.{one.attribute}"
            # None in a field that cannot be null means that it is absent.
            may_be_null = one.required or one.kind == "any" or one.kind[0] == "nullable"
            absent |= 0 if may_be_null else 1 << bit
            if one.name in known.usage.never and not one.required:
                absent |= 1 << bit
                lines.append(f"{target} = {_default(one)}")
                continue
            expected += 1
            reading = self._field(one, known, target, keys, at)
            if known.is_always(one):
                is_checked = True
                lines += reading
                continue
            has_choice = True
            note = f"; self{at}._state += {1 << bit}" if may_be_null else ""
            lines += [f"if {key} in d{at}:", *_indented(reading)]
            lines.append(f"else: {target} = {_default(one)}; more{at} += 1{note}")
        before = [] if is_checked else [f"if type(d{at}) is not dict: raise TypeError"]
        before += [f"more{at} = len(d{at}) - {expected}"] if has_choice else []
        before.append(f"self{at}._state = {absent}")
        rest = self._rest_lines(known, at, *_surplus(at, expected, has_choice=has_choice))
        return [*before, *lines, *rest]

    def _field(
        self, one: Field, known: Known, target: str, keys: Mapping[str, str], at: int
    ) -> list[str]:
        """The lines that read a field which is there."""
        key = keys.get(one.name, repr(one.name))
        if keys and (inner := self._inner(one, at)):
            return self._inner_lines(inner, f"d{at}[{key}]", target, keys, at + 1)

        def note(v: str) -> str:
            return f"note_time(self{at}, {one.attribute!r}, {v})"

        look = known.looks.get(one.name, "NoneType")
        value = self._expressions.value(one.kind, f"d{at}[{key}]", look, note)
        if keys and at == 0 and known.is_time_of_all(one):
            value = f"time_{key} or ({value})"
        return [f"{target} = {value}"]

    def _inner_lines(
        self, inner: _Inner, source: str, target: str, keys: Mapping[str, str], at: int
    ) -> list[str]:
        """The lines that read a model inside, or a list of it."""
        reading = [
            _empty(inner.known, at),
            *self._reading(inner.known, keys, at, f"read_{inner.known.name}"),
        ]
        if inner.is_list:
            value = f"found{at}"
            lines = [
                f"if type({value}) is not list: raise TypeError",
                f"for number{at}, d{at} in enumerate({value}):",
                *_indented(reading),
                f"    {value}[number{at}] = self{at}",
                f"{target} = {value}",
            ]
        else:
            value = f"d{at}"
            lines = [*reading, f"{target} = self{at}"]
        if inner.may_be_null:
            lines = [f"if {value} is None: {target} = None", "else:", *_indented(lines)]
        return [f"{value} = {source}", *lines]

    def _rest_lines(self, known: Known, at: int, has_more: str, more: str) -> list[str]:
        """The lines that keep unknown fields, if there are more fields than expected."""
        rest = parse(cast("Any", known.cls)._REST)
        value = self._expressions.value(rest, "v")
        extra, known_names = f"self{at}._extra", f"known_{known.name}"
        is_certain = not known.usage.never
        check = [] if is_certain else [f"    if len({extra}) != {more}: raise KeyError"]
        return [
            f"if {has_more}:",
            f"    {extra} = {{k: {value} for k, v in d{at}.items() if k not in {known_names}}}",
            *check,
        ]

    def _compile(self, *source: str) -> dict[str, Any]:
        code = compile("\n".join(source), f"<readers of {self._model}>", "exec")
        made: dict[str, Any] = {}
        exec(code, self._names, made)  # noqa: S102 - as attrs does; all texts are literals of the table
        return made


def _empty(known: Known, at: int) -> str:
    """The line that makes an empty model."""
    return f"self{at} = new(model_{known.name})"


def _surplus(at: int, expected: int, *, has_choice: bool) -> tuple[str, str]:
    """Whether an object has more fields than expected, and how many."""
    if has_choice:
        return f"more{at}", f"more{at}"
    return f"len(d{at}) != {expected}", f"len(d{at}) - {expected}"


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _default(one: Field) -> str:
    return "None" if one.default is None else "UNSET"
