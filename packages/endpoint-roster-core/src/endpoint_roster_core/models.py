"""What all models share: attrs classes that are read tolerantly and lose nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar, Final, NamedTuple, Self, TypeVar, cast

from .fields import Notes, attributes, fields
from .times import write_time
from .unset import UNSET

#: Levels of nesting that are searched. Models nest less than ten deep; what an unknown field
#: nests deeper stays as it came, so that a hostile answer cannot exhaust Python's stack.
_DEPTH: Final = 32
#: Types whose values JSON has too.
_SCALARS: Final = frozenset((type(None), str, int, float, bool))
#: Characters that a repr shows of one value.
_SHOWN: Final = 80


class Deviation(NamedTuple):
    """A value of an answer that is not what the API's description says.

    Attributes:
        path: Where it is, such as ``data[3].created_at``.
        expected: What the description says.
        value: What arrived; ``UNSET`` if nothing did.
    """

    path: str
    expected: str
    value: Any


class _PydanticSerializer:
    """How pydantic serializes a model in a field of any type."""

    _made: Any = None

    def __get__(self, instance: Any, owner: Any) -> Any:
        if self._made is None:
            try:
                from pydantic_core import SchemaSerializer, core_schema
            except ImportError:
                raise AttributeError("__pydantic_serializer__") from None
            writing = core_schema.plain_serializer_function_ser_schema(
                _plain, return_schema=core_schema.dict_schema()
            )
            self._made = SchemaSerializer(core_schema.any_schema(serialization=writing))
        return self._made


class Model:
    """Base of all models. They compare by their fields, and can be pickled and copied.

    A model is a mapping too: ``dict(model)`` has each field by its Python name, then the unknown
    ones by their names on the wire. ``to_dict()`` gives JSON as the API writes it. (A field with
    the name of a method of mappings, such as ``items``, hides that method; such a model counts as
    no ``Mapping`` where data frames and the like look for one.)
    """

    __slots__ = ("_extra", "_state")

    #: Unknown fields; not set while there are none.
    _extra: dict[str, Any]
    #: A bit for each field that is absent from the answer where it is None, or more to remember.
    _state: int | Notes

    __pydantic_serializer__: ClassVar[Any] = _PydanticSerializer()

    #: The kind of the values of unknown fields.
    _REST: ClassVar[str] = "any"

    def __attrs_post_init__(self) -> None:
        self._state = -1

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Build the model from decoded JSON, as tolerantly as an answer is read.

        Raises:
            TypeError: The argument is not a mapping.
        """
        from .readers import reader_of  # not before something is read

        return reader_of(cls)(_copy(src_dict))

    def to_dict(self, *, hide_secrets: bool = False) -> dict[str, Any]:
        """Return JSON with the names of the wire; what the answer did not have is left out.

        Args:
            hide_secrets: Put ``***`` for values that may be secret, such as environment variables.
        """
        state = self._state
        absent = state if isinstance(state, int) else state.absent
        texts = {} if isinstance(state, int) else state.texts
        result: dict[str, Any] = {}
        for bit, one in enumerate(fields(type(self))):
            value = getattr(self, one.attribute)
            # Where absent fields are UNSET, None is null; so it is in a required one set by hand.
            null = one.default is UNSET or (one.required and state == -1)
            if value is UNSET or (value is None and not null and absent >> bit & 1):
                continue
            if hide_secrets and one.secret and value:
                value = "***"
            elif one.attribute in texts and texts[one.attribute][0] is value:
                value = texts[one.attribute][1]
            if type(value) not in _SCALARS:
                value = dump(value, hide_secrets=hide_secrets)
            result[one.name] = value
        for name, value in _unknown(self).items():
            result[name] = dump(value, hide_secrets=hide_secrets)
        return result

    @property
    def additional_properties(self) -> dict[str, Any]:
        """Fields that this version of the client does not know, by their names on the wire."""
        self._extra = _unknown(self)
        return self._extra

    def deviations(self) -> list[Deviation]:
        """Return where the answer is not as the API's description says, nested models included.

        Nothing of such a value is lost: a number that came as a string (or the reverse) is read if
        there is one way to read it, a time without an offset is taken as UTC, one finer than
        microseconds is cut, and anything else stays as it came. Empty for a clean answer.
        """
        return list(_deviations(self, ""))

    def keys(self) -> list[str]:
        """Return the names of all fields, the unknown ones last."""
        return list(self)

    def values(self) -> list[Any]:
        """Return the values of all fields, in the order of their names."""
        return [self[name] for name in self]

    def items(self) -> list[tuple[str, Any]]:
        """Return the names and values of all fields."""
        return [(name, self[name]) for name in self]

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value of a field, or the default if the model has no field of that name."""
        return self[name] if name in self else default  # noqa: SIM401 - this is that method

    def __getitem__(self, name: str) -> Any:
        if name in attributes(type(self)):
            return getattr(self, name)
        return _unknown(self)[name]

    def __contains__(self, name: object) -> bool:
        return name in attributes(type(self)) or name in _unknown(self)

    def __iter__(self) -> Iterator[str]:
        yield from (one.attribute for one in fields(type(self)))
        yield from _unknown(self)

    def __len__(self) -> int:
        return len(fields(type(self))) + len(_unknown(self))

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        theirs = cast("Model", other)
        return _unknown(self) == _unknown(theirs) and all(
            getattr(self, one.attribute) == getattr(theirs, one.attribute)
            for one in fields(type(self))
        )

    __hash__: ClassVar[None]  # type: ignore[assignment]  # models can be changed

    def __copy__(self) -> Self:
        made = object.__new__(type(self))
        for one in fields(type(self)):
            setattr(made, one.attribute, getattr(self, one.attribute))
        if unknown := _unknown(self):
            made._extra = dict(unknown)
        made._state = self._state
        return made

    def __replace__(self, **changes: Any) -> Self:
        """Return a copy with other values, as ``copy.replace`` does."""
        made = self.__copy__()
        for name, value in changes.items():
            if name not in attributes(type(self)):
                raise TypeError(f"{type(self).__name__} has no field {name!r}")
            setattr(made, name, value)
        return made

    def __repr__(self) -> str:
        shown = [
            f"{one.attribute}={'***' if one.secret else _short(value)}"
            for one in fields(type(self))
            if not _is_empty(value := getattr(self, one.attribute))
        ]
        if unknown := _unknown(self):
            shown.append(f"additional_properties={_short(unknown)}")
        return f"{type(self).__name__}({', '.join(shown)})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Let pydantic, and so FastAPI, take and return models."""
        from pydantic_core import core_schema

        def read(value: Any) -> Any:
            if not isinstance(value, (cls, Mapping)):
                raise ValueError(f"not an object, as {cls.__name__} is")  # noqa: TRY004
            return value if isinstance(value, cls) else cls.from_dict(cast("Any", value))

        return core_schema.no_info_plain_validator_function(
            read,
            json_schema_input_schema=core_schema.dict_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(
                _plain, return_schema=core_schema.dict_schema()
            ),
        )


def _unknown(one: Model) -> dict[str, Any]:
    """The fields of a model that the client does not know."""
    try:
        return one._extra  # pyright: ignore[reportPrivateUsage]
    except AttributeError:
        return {}


M = TypeVar("M", bound=Model)


def fits(value: object) -> bool:
    """Whether a model was read and each value of its own is of its kind."""
    return isinstance(value, Model) and type(value._state) is int and value._state >= 0  # pyright: ignore[reportPrivateUsage]


def dump(value: Any, *, hide_secrets: bool = False, depth: int = 0) -> Any:
    """Return JSON data for a value of a model: the inverse of reading it."""
    if isinstance(value, Model):
        return value.to_dict(hide_secrets=hide_secrets)
    if depth > _DEPTH:
        return value
    if isinstance(value, list):
        items = cast("list[Any]", value)
        return [dump(item, hide_secrets=hide_secrets, depth=depth + 1) for item in items]
    if isinstance(value, dict):
        pairs = cast("dict[str, Any]", value).items()
        return {k: dump(v, hide_secrets=hide_secrets, depth=depth + 1) for k, v in pairs}
    return write_time(value) if isinstance(value, datetime) else value


def _plain(value: Any, depth: int = 0) -> Any:
    """A value with dicts in place of models, by the Python names of their fields."""
    if isinstance(value, Model):
        pairs = ((name, value[name]) for name in value)
        return {k: _plain(v, depth + 1) for k, v in pairs if v is not UNSET}
    if depth > _DEPTH:
        return value
    if isinstance(value, list):
        return [_plain(item, depth + 1) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {k: _plain(v, depth + 1) for k, v in cast("dict[str, Any]", value).items()}
    return value


def _deviations(value: Any, path: str, depth: int = 0) -> Iterator[Deviation]:
    if depth > _DEPTH:
        return
    if isinstance(value, Model):
        dot = f"{path}." if path else ""
        state = value._state  # pyright: ignore[reportPrivateUsage]
        if isinstance(state, Notes):
            for name, (expected, raw) in state.deviant.items():
                yield Deviation(dot + name, expected, raw)
        for one in fields(type(value)):
            yield from _deviations(getattr(value, one.attribute), dot + one.name, depth + 1)
        for name, item in _unknown(value).items():
            yield from _deviations(item, dot + name, depth + 1)
    elif isinstance(value, list):
        for number, item in enumerate(cast("list[Any]", value)):
            yield from _deviations(item, f"{path}[{number}]", depth + 1)


def _copy(value: Any, depth: int = 0) -> Any:
    """A copy of JSON data, or of models in it, in plain dicts and lists."""
    if depth > _DEPTH:
        return value
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, Mapping):
        pairs = cast("Mapping[str, Any]", value).items()
        return {name: _copy(item, depth + 1) for name, item in pairs}
    if isinstance(value, list):
        return [_copy(item, depth + 1) for item in cast("list[Any]", value)]
    return value


def _is_empty(value: Any) -> bool:
    return value is None or value is UNSET or (isinstance(value, (str, list, dict)) and not value)


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."
