"""Reading what deviates from the API's description, as well as possible; nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from .fields import Notes, fields
from .kinds import SCALARS, Kind, describe, parse
from .times import is_as_written, read_time
from .unset import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

#: What a compiled reader raises for an object that does not fit.
MISFITS: Final = (AttributeError, LookupError, TypeError, ValueError)

_INTEGER: Final = r"-?(0|[1-9][0-9]{0,17})"
_NUMBER: Final = _INTEGER + r"(\.[0-9]{1,40})?([eE][-+]?[0-9]{1,2})?"


def read_leniently(made: Any, data: Any, find: Callable[[str], type], read: Any) -> Any:
    """Read an object field by field into a model; what cannot be read stays as it came.

    Args:
        made: The empty model.
        data: Decoded JSON.
        find: Returns the model of a name that its fields refer to.
        read: Reads an object into a given model.

    Raises:
        TypeError: The data is not an object.
    """
    if type(data) is not dict:
        raise TypeError
    source = cast("dict[str, Any]", data)
    reading = _Reading(find, read)
    table = fields(cast("type", made.__class__))
    notes = reading.notes
    for bit, one in enumerate(table):
        raw = source.get(one.name, UNSET)
        value: Any = one.default
        if raw is not UNSET:
            value = reading.value(one.kind, raw, one.name)
            if raw.__class__ is str and "date-time" in one.kind:
                reading.note_text(one.attribute, value, raw)
        else:
            notes.absent |= 1 << bit
            if one.required:
                notes.deviant[one.name] = (describe(one.kind), UNSET)
        setattr(made, one.attribute, value)
    known = {one.name for one in table}
    rest = parse(made._REST)
    extra = {k: reading.value(rest, v, k) for k, v in source.items() if k not in known}
    if extra:
        made._extra = extra
    made._state = notes if notes.deviant or notes.texts else notes.absent
    return made


def note_time(made: Any, attribute: str, text: str) -> datetime:
    """Read a time that is not written as we write it, and remember its text in the model.

    Raises:
        TypeError: It says no exact time.
    """
    found = read_time(text)
    if found is None or not found[1]:
        raise TypeError
    if not isinstance(made._state, Notes):
        made._state = Notes(made._state)
    made._state.texts[attribute] = (found[0], text)
    return found[0]


class _Reading:
    """The reading of one object."""

    def __init__(self, find: Callable[[str], type], read: Any) -> None:
        self.notes = Notes(0)
        self._find = find
        self._read = read

    def note_text(self, attribute: str, value: Any, raw: str) -> None:
        """Remember how a time was written, if we would write it in another way."""
        is_canonical = (len(raw) == 20 and raw[4::3] == "--T::Z") or is_as_written(raw)
        if value is not raw and not is_canonical:
            self.notes.texts[attribute] = (value, raw)

    def value(self, kind: Kind, raw: Any, path: str) -> Any:
        """Read a value as well as its kind allows; if it deviates, note that under its path."""
        if isinstance(kind, tuple):
            word, inner = kind
            if word == "nullable":
                return None if raw is None else self.value(inner, raw, path)
            if word == "list" and type(raw) is list:
                items = enumerate(cast("list[Any]", raw))
                return [self.value(inner, item, f"{path}[{i}]") for i, item in items]
            if word == "map" and type(raw) is dict:
                pairs = cast("dict[str, Any]", raw).items()
                return {name: self.value(inner, item, f"{path}.{name}") for name, item in pairs}
        elif kind in SCALARS:
            fits, value = _scalar(kind, raw)
            if not fits:
                self.notes.deviant[path] = (describe(kind), raw)
            return value
        else:
            cls = self._find(kind)
            if type(raw) is dict:
                return self._read(cls, raw)
            if type(raw) is cls:
                return raw  # read already, before something else of the object did not fit
        self.notes.deviant[path] = (describe(kind), raw)
        return raw


def _scalar(kind: str, raw: Any) -> tuple[bool, Any]:
    """Whether a value is of a scalar kind, and the value as it is read."""
    import re  # kept out of start-up

    match kind, raw:
        case "any", _:
            return True, raw
        case ("string", str()) | ("boolean", bool()):
            return True, raw
        case (("integer" | "number" | "string"), bool()):
            return False, raw
        case ("integer", int()) | ("number", int() | float()):
            return True, raw
        case "integer", float() if raw.is_integer():
            return False, int(raw)
        case "integer", str() if re.fullmatch(_INTEGER, raw):
            return False, int(raw)
        case "number", str() if re.fullmatch(_NUMBER, raw):
            return False, float(raw)
        case "string", float():
            return False, str(raw)
        case "string", int() if abs(raw) < 10**18:
            return False, str(raw)
        case "date-time", str():
            found = read_time(raw)
            return (False, raw) if found is None else (found[1], found[0])
        case _:
            return False, raw
