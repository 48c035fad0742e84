"""Readers of models, compiled from their tables at first use.

A clean object is read straight down, and each value's kind is checked on the way. Whatever does
not fit is read again by ``read_leniently``.

Most objects of one kind have the same few sets of keys: their shapes. A shape that comes again and
again gets its own reader, which looks up just these keys. It is found by the number of keys;
an object that has as many and other keys raises KeyError there, and is read in the general way.
"""

from __future__ import annotations

import sys
from typing import Any, Final, TypeAlias, cast

from .compiler import Binder, Compiler, Reader, Run
from .tolerance import read_leniently

#: The keys of an object.
Shape: TypeAlias = "tuple[str, ...]"

#: Objects of one shape after which it gets its own reader.
_OFTEN: Final = 16
#: Objects that a run must have on average, for runs to be worth it.
_LONG: Final = 4
#: Shapes of one model that get a reader.
_MOST_SHAPES: Final = 64


class _Readers:
    """The readers of one model.

    Attributes:
        by_length: For a number of keys, the reader of the shape that has it.
    """

    def __init__(self, cls: type) -> None:
        self._cls = cls
        self._general: Reader | None = None
        self._seen: dict[Shape, int] = {}
        self._shaped: dict[Shape, tuple[Reader, Binder]] = {}
        self._lengths: dict[int, int] = {}
        self.by_length: dict[int, Reader] = {}

    def one(self, data: Any) -> Any:
        """Read one object, which is taken over.

        Raises:
            TypeError: It is not an object.
        """
        if type(data) is not dict:
            raise TypeError
        one = cast("dict[str, Any]", data)
        known = self._shaped.get(tuple(one))
        return (known[0] if known else self._reader(one))(one)

    def many(self, items: Any) -> Any:
        """Read a list of objects, each in the place of what it was read from.

        Raises:
            TypeError: It is not a list of objects.
        """
        if type(items) is not list:
            raise TypeError
        found = cast("list[Any]", items)
        if found and type(found[0]) is not dict:
            return self._read_again(found)
        if len(found) >= _OFTEN:
            return self._read_many(found)
        get, one = self.by_length.get, self.one
        for number, data in enumerate(found):
            found[number] = (get(len(data)) or one)(data)
        return found

    def prepare(self) -> None:
        """Compile the reader of any object, and those of all models inside."""
        if self._general is not None:
            return
        inside: list[_Readers] = []

        def find(name: str) -> _Readers:
            inside.append(readers_of(resolve(self._cls, name)))
            return inside[-1]

        self._general = Compiler(self._cls, find, _read_leniently).general()
        for readers in inside:
            readers.prepare()

    def _read_again(self, found: list[Any]) -> list[Any]:
        """Read a list of which some were read already, before something else did not fit."""
        for number, data in enumerate(found):
            if type(data) is not self._cls:
                found[number] = self.one(data)
        return found

    def _read_many(self, found: list[Any]) -> list[Any]:
        """Read a long list: in runs of one shape, as long as these are long, then one by one.

        All objects of one document have the same strings as keys; to ask for these is quickest.
        """
        bound: dict[Shape, tuple[Reader, Run]] = {}
        number = rounds = 0
        while _LONG * rounds <= number < len(found):
            shape = tuple(found[number])
            if shape in self._shaped:
                if shape not in bound:
                    bound[shape] = self._shaped[shape][1](*shape)
                number = bound[shape][1](found, number)
                rounds += 1
            else:
                found[number] = self.one(found[number])
                number += 1
        by_length = {
            length: bound[shape][0] for shape in bound if self._lengths[length := len(shape)] == 1
        }
        for number in range(number, len(found)):  # noqa: B020 - the rest
            data = found[number]
            reader = by_length.get(len(data)) or self._bind(data, by_length)
            found[number] = reader(data)
        return found

    def _bind(self, data: Any, by_length: dict[int, Reader]) -> Reader:
        """The reader for an object of a list; that of a shape without a rival is noted."""
        shape, length = tuple(data), len(data)
        if shape in self._shaped:
            alone = self._lengths[length] == 1
            by_length[length] = self._shaped[shape][1](*shape)[0] if alone else self.one
            return by_length[length]
        return self.one

    def _reader(self, data: dict[str, Any]) -> Reader:
        """The general reader; a frequent shape gets its own for the next time."""
        shape = tuple(data)
        if self._general is None:
            self._general = self._compiler().general()
        count = self._seen[shape] = self._seen.get(shape, 0) + 1
        if count >= _OFTEN and len(self._shaped) < _MOST_SHAPES:
            bind = self._compiler().shaped(data, self.one)
            reader = bind(*shape)[0]
            self._shaped[shape] = reader, bind
            self._lengths[len(shape)] = self._lengths.get(len(shape), 0) + 1
            self.by_length[len(shape)] = reader if self._lengths[len(shape)] == 1 else self.one
        elif len(self._seen) > 4 * _MOST_SHAPES:
            self._seen.clear()
        return self._general

    def _compiler(self) -> Compiler:
        return Compiler(
            self._cls, lambda name: readers_of(resolve(self._cls, name)), _read_leniently
        )


_readers: dict[type, _Readers] = {}


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
    return getattr(sys.modules[cls.__module__.rpartition(".")[0]], name)


def _read_leniently(made: Any, data: Any) -> Any:
    cls: type = made.__class__

    def read(inner: type, raw: Any) -> Any:
        return reader_of(inner)(raw)

    return read_leniently(made, data, lambda name: resolve(cls, name), read)
