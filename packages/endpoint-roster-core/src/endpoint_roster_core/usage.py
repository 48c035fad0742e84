"""What is known of a model: which fields a server sends, and what their values look like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .fields import Field, fields

if TYPE_CHECKING:
    from collections.abc import Mapping


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


def looks(cls: type, data: dict[str, Any]) -> dict[str, str]:
    """Return the types of a model's values; ``milliseconds`` for what may be a time with them."""
    values = {one.name: data[one.name] for one in fields(cls) if one.name in data}
    return {
        name: "milliseconds" if type(value) is str and len(value) == 24 else type(value).__name__
        for name, value in values.items()
    }
