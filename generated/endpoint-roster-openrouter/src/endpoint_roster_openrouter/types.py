# Written by `uv run nox -s regenerate` from specs/openrouter; do not edit.
"""Types that models and operations share."""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, Literal, NamedTuple, Self, TypeAlias, TypeVar, cast

if TYPE_CHECKING:
    from .errors import ClientError

T = TypeVar("T")


class Unset:
    """The type of :data:`UNSET`, which stands where the answer had no such field. It is false."""

    __slots__ = ()

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __copy__(self) -> Unset:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Unset:
        return self

    def __reduce__(self) -> str:
        return "UNSET"


UNSET: Final = Unset()


class Deviation(NamedTuple):
    """A value of an answer that is not what the API's description says.

    Attributes:
        path: Where it stands, such as ``data[3].created_at``.
        expected: What the description says.
        value: What arrived; :data:`UNSET` if nothing did.

    """

    path: str
    expected: str
    value: Any


class Response(Generic[T]):
    """One answer of the server, whatever its status.

    Attributes:
        status_code: HTTP status, as sent; it need not be a registered one.
        content: The body after decompression.
        headers: Response headers; names compare without regard to case.
        parsed: The model of the success body; None when the answer was an error.
        error: What the plain functions raise for this answer; None on success.

    """

    __slots__ = ("content", "error", "headers", "parsed", "status_code")

    def __init__(
        self,
        status_code: int,
        content: bytes,
        headers: Mapping[str, str],
        parsed: T | None,
        error: ClientError | None = None,
    ) -> None:
        self.status_code = status_code
        self.content = content
        self.headers = headers
        self.parsed = parsed
        self.error = error

    def __repr__(self) -> str:
        return f"Response(status_code={self.status_code}, parsed={self.parsed!r}, error={self.error!r})"

    def result(self) -> T:
        """The model of the success body.

        Raises:
            ClientError: The answer was an error, or could not be read.

        """
        if self.error is not None:
            raise self.error
        return cast("T", self.parsed)

    @property
    def deviations(self) -> list[Deviation]:
        """Where the success body is not as the API's description says; see :meth:`Model.deviations`."""
        return self.parsed.deviations() if isinstance(self.parsed, Model) else []


#: How a field is read: the word of a scalar kind, a model's class, a list or map of a kind, or a kind that may be null.
Kind: TypeAlias = "str | type[Model] | tuple[str, Kind]"


class Model:
    """What all models share. Models are attrs classes; they compare by their fields and can be pickled and copied."""

    __slots__ = ()

    #: Fields by their name on the wire: the attribute, whether it must be there, and its kind.
    _FIELDS: ClassVar[dict[str, tuple[str, bool, Kind]]] = {}
    #: Names of fields that are read when they are asked for; see :func:`read_later`.
    _LATER: ClassVar[frozenset[str]] = frozenset()
    #: Names of fields whose values are not for showing.
    _SECRETS: ClassVar[frozenset[str]] = frozenset()
    #: The kind of the values of unknown fields.
    _REST: ClassVar[Kind] = "any"

    #: Reads an object of decoded JSON, into the given model or a new one. Asked of the class, never of an object: it is a
    #: plain function, because a class method takes twice as long to call.
    _read: ClassVar[Callable[..., Any]]
    #: The same for a list of them, of models that are items of lists: each object in the place of what it was read from.
    _read_each: ClassVar[Callable[..., Any]]

    if TYPE_CHECKING:
        _extra: dict[str, Any] | None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Build the model from decoded JSON, as tolerantly as an answer is read. The argument is left as it is.

        Raises:
            TypeError: The argument is not a mapping.

        """
        return cls._read(_own(src_dict), new(cls))

    def to_dict(self, *, hide_secrets: bool = False) -> dict[str, Any]:
        """Decoded JSON with the names of the wire; fields that are UNSET are left out.

        Args:
            hide_secrets: Put ``***`` for values that may be secret, such as those of environment variables.

        """
        result: dict[str, Any] = {}
        for name, (attribute, _, _) in self._FIELDS.items():
            value = getattr(self, attribute)
            if hide_secrets and value and name in self._SECRETS:
                value = "***"
            if value is not UNSET:
                result[name] = _dump(value, hide_secrets)
        for name, value in (self._extra or {}).items():
            result[name] = _dump(value, hide_secrets)
        return result

    @property
    def additional_properties(self) -> dict[str, Any]:
        """Fields that this version of the client does not know, by their names on the wire."""
        if self._extra is None:
            self._extra = {}
        return self._extra

    def deviations(self) -> list[Deviation]:
        """Where what was read is not as the API's description says, here and in all nested models.

        Such a value is never lost: a number that came as a string (or the reverse) is read if there is one way to read
        it, a time without an offset is taken as UTC, one finer than microseconds is cut, and anything else is kept as it came. The list is empty for a clean answer, and costs nothing
        until it is asked for.
        """
        return list(_deviations(self, ""))

    @property
    def additional_keys(self) -> list[str]:
        """Names of the fields that this version of the client does not know."""
        return list(self._extra or ())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in (self._extra or ())


class _Extra(dict[str, Any]):
    """Unknown fields of an object that also had deviant ones, which it remembers as they came."""

    __slots__ = ("deviant",)

    deviant: dict[str, tuple[str, Any]]

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_extra, (dict(self), self.deviant)


def _restore_extra(fields: dict[str, Any], deviant: dict[str, tuple[str, Any]]) -> _Extra:
    extra = _Extra(fields)
    extra.deviant = deviant
    return extra


M = TypeVar("M", bound=Model)

#: What the straight-line reading of a model raises on a deviant object.
MISFITS: Final = (AttributeError, KeyError, TypeError, ValueError)

#: Models are read attribute by attribute, which is quicker than a call with dozens of arguments.
new: Final = object.__new__

read_datetime: Final = datetime.fromisoformat


def or_none(value: T) -> T | None:
    """None for an empty value: no unknown fields is the same, however it is held."""
    return value or None


def misfit() -> Any:
    """Stop the straight-line reading: a value is not of its kind."""
    raise TypeError


def is_exact(text: str) -> bool:
    """Whether a datetime can hold the time that a text says: it ends at microseconds."""
    import re

    return not re.search(r"[.,][0-9]{7}", text)


#: The quickest look at each of a list's strings: a TypeError for what is none.
join: Final = "".join


def read_items(cls: type[M], items: Any) -> list[M]:
    """The objects of a list, each in the place of what it was read from, so that a long list is not in memory twice.

    Raises:
        TypeError: It is no list of objects.

    """
    return cls._read_each(items) if type(items) is list else misfit()


#: Of fewer objects, it is not worth while to ask for the spelling of their keys.
_FEW: Final = 8


def spelled(found: list[Any], names: Iterable[str]) -> list[str]:
    """The keys as the first of these objects has them: strings that are the same object are compared at once."""
    if len(found) < _FEW:
        return list(names)
    keys = {key: key for key in found[0]}
    return [keys.get(name, name) for name in names]


#: Held while a value is read that somebody asks for, so that threads which ask at the same time get the same object.
_asking: Final = threading.RLock()


def read_later(cls: type[Model], *names: str) -> None:
    """Let the objects in these fields be read when somebody first asks for them.

    A page can hold tens of thousands, and few callers need all. Until then the slot keeps what arrived, which is a dict or a
    list with dicts in it. So those that a caller sets are made models at once.

    Args:
        cls: The model. It gets a second name for each of these slots, which its reading uses: ``_later_`` and the attribute.
        names: The fields by their names on the wire.

    """
    cls._LATER = frozenset(names)
    for name in names:
        attribute, _, kind = cls._FIELDS[name]
        if isinstance(kind, tuple) and kind[0] == "nullable":
            kind = cast("Kind", kind[1])
        slot = vars(cls)[attribute]
        type.__setattr__(cls, f"_later_{attribute}", slot)
        get = attrgetter(f"_later_{attribute}")
        later = _object_later(get, slot, kind) if isinstance(kind, type) else _objects_later(get, slot, kind[1])
        type.__setattr__(cls, attribute, later)


def _object_later(get: Callable[[Model], Any], slot: Any, cls: type[Model]) -> property:
    put = slot.__set__

    def ask(self: Model) -> Any:
        value = get(self)
        if type(value) is dict:
            with _asking:
                value = get(self)
                if type(value) is dict:  # no other thread was quicker
                    value = cls._read(value)
                    put(self, value)
        return value

    def answer(self: Model, value: Any) -> None:
        with _asking:
            put(self, cls.from_dict(value) if type(value) is dict else value)

    return property(ask, answer, slot.__delete__)


def _objects_later(get: Callable[[Model], Any], slot: Any, cls: Any) -> property:
    put = slot.__set__

    def ask(self: Model) -> Any:
        value = get(self)
        if _is_unread(value):
            with _asking:
                value = get(self)
                if _is_unread(value):
                    value = _read_objects(cls, value)
                    put(self, value)
        return value

    def answer(self: Model, value: Any) -> None:
        if type(value) is list:
            value = [cls.from_dict(item) if type(item) is dict else item for item in value]
        with _asking:
            put(self, value)

    return property(ask, answer, slot.__delete__)


def _is_unread(value: Any) -> bool:
    return type(value) is list and dict in map(type, cast("list[Any]", value))


def _read_objects(cls: type[Model], items: list[Any]) -> list[Any]:
    """The objects of a list, which is left as it is; what is none is kept as it came."""
    try:
        return cls._read_each(items[:])
    except TypeError:
        return [cls._read(item) if type(item) is dict else item for item in items]


def unknown(d: dict[str, Any], known: Container[str]) -> dict[str, Any]:
    """The fields of an object that its model does not know."""
    return {name: value for name, value in d.items() if name not in known}


def mend(self: M, d: Any) -> M:
    """Read an object that is not as its schema says, field by field; what cannot be read is kept as it came.

    Raises:
        TypeError: It is no object at all.

    """
    if type(d) is not dict:
        raise TypeError
    cls = type(self)
    source = cast("dict[str, Any]", d)
    deviant: dict[str, tuple[str, Any]] = {}
    for name, (attribute, required, kind) in cls._FIELDS.items():
        value = raw = source.get(name, UNSET)
        if raw is UNSET:
            if required:
                deviant[name] = (_expected(kind), UNSET)
        elif name in cls._LATER:
            attribute = f"_later_{attribute}"
        else:
            value = _mended(kind, raw, name, deviant)
        object.__setattr__(self, attribute, value)
    rest = unknown(source, cls._FIELDS)
    extra = _restore_extra({k: _mended(cls._REST, v, k, deviant) for k, v in rest.items()}, deviant)
    self._extra = extra if deviant else (dict(extra) or None)
    return self


def _mended(kind: Kind, raw: Any, path: str, deviant: dict[str, tuple[str, Any]]) -> Any:
    """A value read as well as its kind allows; if it deviates, it is noted under its path."""
    if isinstance(kind, type):
        if type(raw) is dict:
            return kind._read(cast("dict[str, Any]", raw))
        if type(raw) is kind:
            return raw  # by read_items, before something else of the object did not fit
    elif isinstance(kind, tuple):
        word, inner = kind
        if word == "nullable":
            return None if raw is None else _mended(inner, raw, path, deviant)
        if word == "list" and type(raw) is list:
            items = cast("list[Any]", raw)
            return [_mended(inner, item, f"{path}[{i}]", deviant) for i, item in enumerate(items)]
        if word == "map" and type(raw) is dict:
            fields = cast("dict[str, Any]", raw)
            return {name: _mended(inner, item, f"{path}.{name}", deviant) for name, item in fields.items()}
    else:
        fits, value = _scalar(kind, raw)
        if fits:
            return value
        deviant[path] = (_expected(kind), raw)
        return value
    deviant[path] = (_expected(kind), raw)
    return raw


def _scalar(kind: str, raw: Any) -> tuple[bool, Any]:
    """Whether a value is of a scalar kind, and the value as it is read."""
    import re

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
        case "integer", str() if re.fullmatch(r"-?(0|[1-9][0-9]{0,17})", raw):
            return False, int(raw)
        case "number", str() if re.fullmatch(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,40})?([eE][-+]?[0-9]{1,2})?", raw):
            return False, float(raw)
        case "string", float():
            return False, str(raw)
        case "string", int() if abs(raw) < 10**18:
            return False, str(raw)
        case "date-time", str():
            try:
                value = datetime.fromisoformat(raw)
            except ValueError:
                return False, raw
            return (is_exact(raw), value) if value.tzinfo else (False, value.replace(tzinfo=UTC))
        case _:
            return False, raw


def _expected(kind: Kind) -> str:
    if isinstance(kind, type):
        return f"object ({kind.__name__})"
    if isinstance(kind, tuple):
        word, inner = kind
        return f"{_expected(inner)} or null" if word == "nullable" else f"{word} of {_expected(inner)}"
    return kind


#: Levels that are looked through for models. Models nest less than ten deep; what an unknown field nests deeper is left as
#: it came, so that a hostile answer cannot exhaust Python's stack.
_DEPTH: Final = 32


def _deviations(value: Any, path: str, depth: int = 0) -> Iterator[Deviation]:
    if depth > _DEPTH:
        return
    if isinstance(value, Model):
        dot = f"{path}." if path else ""
        if isinstance(value._extra, _Extra):
            for name, (expected, raw) in value._extra.deviant.items():
                yield Deviation(dot + name, expected, raw)
        for name, (attribute, _, kind) in value._FIELDS.items():
            item = getattr(value, attribute)
            if name in value._LATER and item is not UNSET:
                yield from _no_objects(kind, item, dot + name)
            yield from _deviations(item, dot + name, depth + 1)
        for name, item in (value._extra or {}).items():
            yield from _deviations(item, dot + name, depth + 1)
    elif isinstance(value, list):
        for i, item in enumerate(cast("list[Any]", value)):
            yield from _deviations(item, f"{path}[{i}]", depth + 1)


def _no_objects(kind: Kind, value: Any, path: str) -> Iterator[Deviation]:
    """What was kept as it came in a field that is read later, because it is no object."""
    word, inner = kind if isinstance(kind, tuple) else ("", kind)
    if word == "nullable":
        if value is not None:
            yield from _no_objects(inner, value, path)
    elif word == "list" and type(value) is list:
        for i, item in enumerate(cast("list[Any]", value)):
            yield from _no_objects(inner, item, f"{path}[{i}]")
    elif not isinstance(value, Model):
        yield Deviation(path, _expected(kind), value)


def _own(value: Any, depth: int = 0) -> Any:
    """A copy of JSON data in plain dicts and lists that nobody else changes."""
    if depth > _DEPTH:
        return value
    if isinstance(value, Mapping):
        return {k: _own(v, depth + 1) for k, v in cast("Mapping[str, Any]", value).items()}
    if isinstance(value, list):
        return [_own(v, depth + 1) for v in cast("list[Any]", value)]
    return value


def _dump(value: Any, hide_secrets: bool, depth: int = 0) -> Any:
    """JSON data for a value of a model: the inverse of reading it."""
    if depth > _DEPTH:
        return value
    if isinstance(value, Model):
        return value.to_dict(hide_secrets=hide_secrets)
    if isinstance(value, list):
        return [_dump(v, hide_secrets, depth + 1) for v in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {k: _dump(v, hide_secrets, depth + 1) for k, v in cast("dict[str, Any]", value).items()}
    if isinstance(value, datetime):
        text = value.isoformat()
        return f"{text[:-6]}Z" if value.utcoffset() == timedelta(0) else text
    return value


__all__ = ["UNSET", "Deviation", "Model", "Response", "Unset"]
