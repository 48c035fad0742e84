"""What a value may be, as described by a schema, a table of fields, or an example in JSON.

Schemas count by what they allow, not by how they are written: references are followed, and
`type: [string, "null"]` is the same as `anyOf: [{type: string}, {type: "null"}]`. So our spec can
be laid beside its last release, and beside any page of a provider.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

ITEM, ENTRY = "[]", "{}"  # names of the one field that an array or a free mapping has
Scalar = str | int | float | bool | None


class Note(NamedTuple):
    """Keywords that do not change what is allowed, or that are not known here, and their holder."""

    pointer: str
    keywords: dict[str, Any]


@dataclass
class Shape:
    """One value: what is said of it, and where. What is not said stays empty or None."""

    pointer: str
    types: set[str] = field(default_factory=set[str])
    words: dict[Scalar, str] = field(default_factory=dict[Scalar, str])  # known value -> pointer
    wordless: set[str] = field(default_factory=set[str])  # types of which any value may come
    stated: dict[str, Scalar] = field(default_factory=dict[str, Scalar])  # default, limits, format
    required: bool | None = None
    demands: set[str] = field(default_factory=set[str])  # fields that there have to be
    fields: dict[str, Shape] = field(default_factory=dict[str, "Shape"])
    names: dict[str, set[str]] = field(default_factory=dict[str, set[str]])  # type -> named schemas
    notes: dict[str, Note] = field(default_factory=dict[str, Note])  # by named schema, "" for here
    # Of parameters: in, style, explode. Of bodies and answers: required, media types, headers.
    facts: dict[str, Any] = field(default_factory=dict[str, Any])
    headers: dict[str, Shape] = field(default_factory=dict[str, "Shape"])
    # From examples only: what was shown is true of one answer, not a promise.
    shown: set[str] = field(default_factory=set[str])
    samples: dict[Scalar, str] = field(default_factory=dict[Scalar, str])
    in_table: bool = False  # a row says it, which knows neither formats nor null
    unsaid: bool = False  # named somewhere, and nothing more said of it
    type_name: str = ""  # of a table's "Array of X objects", until the table of X is found

    @property
    def is_promise(self) -> bool:
        """Whether a schema says it, and not a table or an example, which leave much unsaid."""
        is_schema = self.required is not None and not self.in_table and not self.shown
        return is_schema and bool(self.types)

    @property
    def is_closed(self) -> bool:
        """Whether no other than the known words may come."""
        return bool(self.words) and not self.wordless & {type_of(word) for word in self.words}

    @property
    def name(self) -> str | None:
        """The named schema that describes its objects."""
        return next(iter(sorted(self.names.get("object", ()))), None)

    def merge(self, other: Shape, *, either: bool) -> None:
        """Take in what another description says of the same value.

        `either` is for alternatives (oneOf): a field is required only if each of them requires it.
        """
        self.unsaid &= other.unsaid
        self.wordless = self._wordless(other, either=either)
        self.types |= other.types
        self.shown |= other.shown
        if not either:
            self.demands |= other.demands
        for mine, theirs in (
            (self.words, other.words),
            (self.samples, other.samples),
            (self.stated, other.stated),
            (self.notes, other.notes),
        ):
            both = cast("tuple[dict[Any, Any], dict[Any, Any]]", (mine, theirs))
            both[0].update({key: at for key, at in both[1].items() if key not in both[0]})
        for kind, names in other.names.items():
            self.names[kind] = self.names.get(kind, set()) | names
        if self.required is None:
            self.required = other.required
        both_describe = bool(self.fields and other.fields)
        alone = self.fields.keys() ^ other.fields.keys() if either and both_describe else set[str]()
        for name, theirs in other.fields.items():
            if (mine := self.fields.get(name)) is None:
                self.fields[name] = theirs
            else:
                required = mine.required, theirs.required
                mine.merge(theirs, either=either)
                if None not in required:
                    mine.required = all(required) if either else any(required)
        for name in alone:
            if self.fields[name].required:
                self.fields[name].required = False

    def _wordless(self, other: Shape, *, either: bool) -> set[str]:
        if either:
            return self.wordless | other.wordless
        # Of parts that hold together, one with words is enough; a part without types says nothing.
        if not (self.types and other.types):
            return self.wordless | other.wordless
        return self.wordless & other.wordless

    def summary(self) -> str:
        """Say in one line what it is: `string|null`, or `object {id, name}`."""
        text = "|".join(sorted(self.types or self.shown)) or "anything"
        if names := [name for name in self.fields if name not in (ITEM, ENTRY)]:
            text += " {" + ", ".join(sorted(names)) + "}"
        elif inner := self.fields.get(ITEM) or self.fields.get(ENTRY):
            text += f" of {inner.summary()}"
        return text


def type_of(value: Any) -> str:
    """Return the JSON type of a value; a number without a fraction is an integer."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "integer" if value.is_integer() else "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def example_shape(value: Any, pointer: str) -> Shape:
    """Return the shape of an example; all items of a list together describe an item."""
    shape = Shape(pointer, shown={type_of(value)})
    if isinstance(value, dict):
        for name, inner in cast("dict[str, Any]", value).items():
            step = name.replace("~", "~0").replace("/", "~1")
            shape.fields[name] = example_shape(inner, f"{pointer}/{step}")
    elif isinstance(value, list):
        for index, inner in enumerate(cast("list[Any]", value)):
            item = example_shape(inner, f"{pointer}/{index}")
            if ITEM in shape.fields:
                shape.fields[ITEM].merge(item, either=False)
            else:
                shape.fields[ITEM] = item
    elif value is not None:
        shape.samples[cast("Scalar", value)] = pointer
    return shape
