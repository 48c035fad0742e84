"""A model's table of fields, and what one object remembers besides its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar, cast, dataclass_transform

if TYPE_CHECKING:
    from datetime import datetime

    from .kinds import Kind

T = TypeVar("T")

_PROMISED: Any = object()


class Field(NamedTuple):
    """One field of a model.

    Attributes:
        attribute: Its name in Python.
        name: Its name on the wire.
        kind: The kind of its values.
        required: Whether the API promises it.
        default: Its value when it is absent: None, or UNSET in the models of requests.
        secret: Whether its values are not for showing.
    """

    attribute: str
    name: str
    kind: Kind
    required: bool
    default: Any
    secret: bool


class Notes:
    """What one object remembers besides its values; most need none.

    Attributes:
        absent: A bit for each field that the answer did not have.
        texts: Times that were not written as we write them, by attribute: the value and its text.
        deviant: What was expected and what arrived, by the path of each deviation.
    """

    __slots__ = ("absent", "deviant", "texts")

    def __init__(self, absent: int) -> None:
        self.absent: int = absent
        self.texts: dict[str, tuple[datetime, str]] = {}
        self.deviant: dict[str, tuple[str, Any]] = {}

    def __iadd__(self, bit: int) -> Self:
        """Remember one more field that the answer did not have."""
        self.absent += bit
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_notes, (self.absent, self.texts, self.deviant)


def _restore_notes(absent: int, texts: Any, deviant: Any) -> Notes:
    notes = Notes(absent)
    notes.texts, notes.deviant = texts, deviant
    return notes


def field(name: str, kind: str, *, default: Any = _PROMISED, secret: bool = False) -> Any:
    """Declare a field of a model.

    Args:
        name: Its name on the wire.
        kind: The kind of its values; see ``endpoint_roster_core.kinds``.
        default: Its value when it is left out. Without a default, the API promises the field.
        secret: Whether its values are not for showing.
    """
    import attr  # not before the first model needs it; `attrs` would load five modules more

    about = {"field": (name, kind, secret)}
    if default is _PROMISED:
        return attr.field(metadata=about)
    return attr.field(default=default, metadata=about)


@dataclass_transform(kw_only_default=True, eq_default=False, field_specifiers=(field,))
def model(cls: type[T]) -> type[T]:
    """Make an attrs class of a table of fields; its constructor takes keywords only."""
    import attr

    made = attr.define(
        cls, kw_only=True, eq=False, repr=False, getstate_setstate=False, weakref_slot=False
    )
    if "__replace__" in vars(made):  # attrs's own, on Python 3.13: it forgets what was absent
        type.__delattr__(made, "__replace__")
    # A field with one of these names hides the method that users of a Mapping expect.
    if not {"get", "items", "keys", "values"} & {one.name for one in attr.fields(made)}:
        cast("Any", Mapping).register(made)
    return made


_tables: dict[type, tuple[Field, ...]] = {}
_names: dict[type, frozenset[str]] = {}


def fields(cls: type) -> tuple[Field, ...]:
    """Return the table of a model's fields."""
    table = _tables.get(cls)
    if table is None:
        import attr

        from .kinds import parse

        rows: list[Field] = []
        for one in attr.fields(cls):
            name, kind, secret = one.metadata["field"]
            required = one.default is attr.NOTHING
            default = None if required else one.default
            rows.append(Field(one.name, name, parse(kind), required, default, secret))
        table = _tables[cls] = tuple(rows)
    return table


def attributes(cls: type) -> frozenset[str]:
    """Return the Python names of a model's fields."""
    names = _names.get(cls)
    if names is None:
        names = _names[cls] = frozenset(one.attribute for one in fields(cls))
    return names
