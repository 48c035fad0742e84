"""Readers of models, compiled from their tables at first use.

A clean object is read straight down, and each value's kind is checked on the way. Whatever does
not fit is read again by ``read_leniently``.

Whatever an API's description allows, its server sends most fields always or never. So when some
objects of a model have been read in the general way, the model gets a usual reader, which expects
these fields to be there or not, and looks only for the others. An object that is unlike the ones
before raises KeyError there and is read in the general way. After some more of those the usual
reader is made again; as that takes a field from "always" or "never" each time, it ends.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, cast

from .compiler import Compiler, Reader
from .fields import fields
from .tolerance import read_leniently
from .usage import LEVELS, Known, Usage, looks

if TYPE_CHECKING:
    from types import ModuleType

#: Objects that are read in the general way before the usual reader is made, and made again.
_ENOUGH: Final = 16


class _Readers:
    """The readers of one model; those of other models call them by their names in a namespace."""

    def __init__(self, cls: type) -> None:
        self._cls = cls
        self._names = _namespace(cls)
        self._one, self._many = f"read_{cls.__name__}", f"read_{cls.__name__}_list"
        self._names |= {self._one: self.unusual, self._many: self.unusual_list}
        self._general: Reader | None = None
        known = frozenset(one.name for one in fields(cls))
        self._usage = Usage(always=known, never=known)
        #: What the usual readers expect; None while there are none.
        self.known: Known | None = None
        #: Whether they read a model inside in place, of which more is known by now.
        self._is_outdated = False
        self._count = 0
        #: The readers of models that have this one inside.
        self.outer: set[_Readers] = set()

    def one(self, data: Any) -> Any:
        """Read one object, which is taken over.

        Raises:
            TypeError: It is not an object.
        """
        return self._names[self._one](data)

    def unusual(self, data: Any) -> Any:
        """Read one object in the general way, and remember which fields it has."""
        if type(data) is not dict:
            raise TypeError
        one = cast("dict[str, Any]", data)
        general = self._general = self._general or self._compiler().general()
        made = general(one)  # first, so that what is inside is known when this is compiled
        self._usage = self._usage.after(one)
        self._count += 1
        if self._count >= _ENOUGH:
            self._count = 0
            self._expect(looks(self._cls, one))
        return made

    def unusual_list(self, items: Any) -> Any:
        """Read a list of objects, each in the place of what it was read from.

        Some may be read already, before something else did not fit.

        Raises:
            TypeError: It is not a list of objects.
        """
        if type(items) is not list:
            raise TypeError
        found = cast("list[Any]", items)
        for number, data in enumerate(found):
            if type(data) is not self._cls:
                found[number] = self.one(data)
        return found

    def prepare(self) -> None:
        """Compile the reader of any object, and those of all models inside."""
        if self._general is not None:
            return
        compiler = self._compiler()
        self._general = compiler.general()
        for name in compiler.models:
            readers_of(resolve(self._cls, name)).prepare()

    def _expect(self, values: dict[str, str]) -> None:
        """Make usual readers, if there are none for what is known now."""
        is_new = self.known is None or self.known.usage != self._usage
        if not is_new and not self._is_outdated:
            return
        self._is_outdated = False
        self.known = Known(self._cls, self._usage, values)
        self._names |= self._compiler().usual(self.known, self._inside)
        outer = {self}
        for _ in range(LEVELS if is_new else 0):
            outer = set[_Readers]().union(*(one.outer for one in outer)) - {self}
            for one in outer:
                one.forget()

    def forget(self) -> None:
        """Have the usual readers made again, with the next object."""
        if self.known is not None:
            self._is_outdated = True
            self._count = _ENOUGH - 1
            self._names |= {self._one: self.unusual, self._many: self.unusual_list}

    def _inside(self, name: str) -> Known | None:
        return readers_of(resolve(self._cls, name)).known

    def _compiler(self) -> Compiler:
        compiler = Compiler(self._cls, self._names, _read_leniently, self)
        for name in compiler.models:
            readers_of(resolve(self._cls, name)).outer.add(self)  # and their names are there
        return compiler


_readers: dict[type, _Readers] = {}
_namespaces: dict[ModuleType, dict[str, Any]] = {}


def _namespace(cls: type) -> dict[str, Any]:
    """The names that compiled readers use, for all models of a package."""
    return _namespaces.setdefault(_package(cls), {})


def _package(cls: type) -> ModuleType:
    return sys.modules[cls.__module__.rpartition(".")[0]]


def readers_of(cls: type) -> _Readers:
    """Return the readers of a model."""
    readers = _readers.get(cls)
    if readers is None:
        readers = _readers[cls] = _Readers(cls)
    return readers


def reader_of(cls: type) -> Reader:
    """Return the function that reads one object of decoded JSON, which it takes over.

    The function raises TypeError for what is not an object.
    """
    return readers_of(cls).one


def resolve(cls: type, name: str) -> Any:
    """Return the model of a name that a field of ``cls`` refers to."""
    return getattr(_package(cls), name)


def _read_leniently(made: Any, data: Any) -> Any:
    cls: type = made.__class__

    def read(inner: type, raw: Any) -> Any:
        return reader_of(inner)(raw)

    return read_leniently(made, data, lambda name: resolve(cls, name), read)
