"""What is known of a model: which fields a server sends, and what their values look like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from .fields import Field, fields

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Levels of models inside that are read in place.
LEVELS: Final = 2


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


class Known:
    """What is known of a model, and of its objects.

    Attributes:
        cls: The model.
        usage: Which fields the objects have.
        looks: By names of fields, what to try first, as ``looks`` has it.
    """

    def __init__(self, cls: type, usage: Usage, looks: Mapping[str, str]) -> None:
        self.cls: type = cls
        self.usage: Usage = usage
        self.looks: Mapping[str, str] = looks

    @property
    def name(self) -> str:
        """The model's name."""
        return self.cls.__name__

    @property
    def expected(self) -> list[Field]:
        """The fields that are looked for."""
        return [x for x in fields(self.cls) if x.required or x.name not in self.usage.never]

    def is_always(self, one: Field) -> bool:
        """Whether all objects have a field."""
        return one.required or one.name in self.usage.always

    @property
    def has_times(self) -> bool:
        """Whether some fields are times, or hold some."""
        return any("date-time" in repr(one.kind) for one in fields(self.cls))

    def is_time_of_all(self, one: Field) -> bool:
        """Whether a field is a time that all objects have: a list's are read all at once."""
        return one.kind == "date-time" and self.is_always(one)


def looks(cls: type, data: dict[str, Any]) -> dict[str, str]:
    """Return the types of a model's values; ``milliseconds`` for what may be a time with them."""
    values = {one.name: data[one.name] for one in fields(cls) if one.name in data}
    return {
        name: "milliseconds" if type(value) is str and len(value) == 24 else type(value).__name__
        for name, value in values.items()
    }


def own_keys(found: list[dict[str, Any]], names: tuple[str, ...]) -> tuple[str, ...]:
    """The names as the objects have them: a dict finds quickest what is the very same string."""
    first = tuple(found[0])
    if first == names:
        return first
    own: dict[str, str] = {}
    _add_keys(own, found[0], LEVELS)
    return tuple(own.get(name, name) for name in names)


def _add_keys(own: dict[str, str], value: Any, levels: int) -> None:
    """Add the keys of an object, and of those inside; of a list, those of its first."""
    some = cast("list[dict[str, Any]]", value[:1] if type(value) is list else [value])
    for one in some:
        if type(one) is dict:
            own.update(zip(one, one, strict=True))
            for inner in one.values() if levels else ():
                _add_keys(own, inner, levels - 1)
