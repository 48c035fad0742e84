"""What a document promises, reduced to what can be compared: operations, their parts, and shapes.

A shape is a value as somebody describes it: its types, its known words, its fields. Schemas,
parameter tables and JSON examples all become shapes, so that our spec and any page of a provider
can be laid side by side whatever each is written in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

# Parts of an operation whose fields are its parameters.
PARAMETER_PARTS = ("path", "query", "header")
ITEM, ENTRY = "[]", "{}"  # names of the one field that an array or a free mapping has
Scalar = str | int | float | bool | None


@dataclass
class Shape:
    """One value: what is said of it, and where. What is not said stays empty or None."""

    pointer: str
    types: set[str] = field(default_factory=set[str])
    words: dict[Scalar, str] = field(default_factory=dict[Scalar, str])  # known value -> pointer
    stated: dict[str, Scalar] = field(default_factory=dict[str, Scalar])  # default, limits, format
    required: bool | None = None
    fields: dict[str, Shape] = field(default_factory=dict[str, "Shape"])
    # From examples only: what was shown is true of one answer, not a promise.
    shown: set[str] = field(default_factory=set[str])
    samples: dict[Scalar, str] = field(default_factory=dict[Scalar, str])
    unsaid: bool = False  # named somewhere, and nothing more said of it
    type_name: str = ""  # of a table's "Array of X objects", until the table of X is found

    @property
    def is_promise(self) -> bool:
        """Whether a schema says it, and not a table or an example, which leave much unsaid."""
        return self.required is not None and bool(self.types) and not self.shown

    @property
    def says_fields(self) -> bool:
        """Whether there is a list of fields, so that one that is not in it is not promised."""
        return bool(self.fields)

    def merge(self, other: Shape, *, either: bool) -> None:
        """Take in what another description says of the same value.

        `either` is for alternatives (oneOf): a field is required only if each of them requires it.
        """
        self.unsaid &= other.unsaid
        self.types |= other.types
        self.shown |= other.shown
        self.words |= {word: at for word, at in other.words.items() if word not in self.words}
        self.samples |= {k: at for k, at in other.samples.items() if k not in self.samples}
        self.stated |= {k: v for k, v in other.stated.items() if k not in self.stated}
        if self.required is None:
            self.required = other.required
        both_describe = self.says_fields and other.says_fields
        for name, theirs in other.fields.items():
            if (mine := self.fields.get(name)) is None:
                self.fields[name] = theirs
                if either and both_describe and theirs.required:
                    theirs.required = False
            else:
                required = mine.required, theirs.required
                mine.merge(theirs, either=either)
                if None not in required:
                    mine.required = all(required) if either else any(required)
        if either and both_describe:
            for name in self.fields.keys() - other.fields.keys():
                if self.fields[name].required:
                    self.fields[name].required = False

    def summary(self) -> str:
        """Say in one line what it is: `string|null`, or `object {id, name}`."""
        text = "|".join(sorted(self.types or self.shown)) or "anything"
        if names := [name for name in self.fields if name not in (ITEM, ENTRY)]:
            text += " {" + ", ".join(sorted(names)) + "}"
        elif inner := self.fields.get(ITEM) or self.fields.get(ENTRY):
            text += f" of {inner.summary()}"
        return text


@dataclass
class Operation:
    """One method of one path. Parts: path, query, header, body, and a status each (`200`)."""

    name: str
    pointer: str
    addresses: set[str]  # with and without the server's path, names of path parameters left out
    parts: dict[str, Shape] = field(default_factory=dict[str, Shape])
    # Parts, or "errors", that the document does not speak of at all: nothing can be missing there.
    silent: set[str] = field(default_factory=set[str])
    unnamed: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    codes: dict[str, str] = field(default_factory=dict[str, str])  # error code -> pointer


@dataclass
class Description:
    """A whole document: its operations, and what was odd about it but could be read."""

    operations: list[Operation] = field(default_factory=list[Operation])
    remarks: list[str] = field(default_factory=list[str])

    def remark(self, text: str) -> None:
        """Note something for the reader of the report, once."""
        if text not in self.remarks:
            self.remarks.append(text)


def join(path: str, name: str) -> str:
    """Return the path of a field below another: `data` and `[]` give `data[]`."""
    return f"{path}{name}" if name in (ITEM, ENTRY) or not path else f"{path}.{name}"


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
