"""Lay two Apis side by side, and take away the differences that are known already."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from documents.api import Api, Operation, Step, walk
from documents.shapes import ENTRY, ITEM, Scalar, Shape
from documents.spec import Place, UnreadableError, read_yaml
from linting.schemas import mistakes

SCHEMA = Path(__file__).with_name("divergences.schema.yaml")
ABSENT = "absent"
FILLER = "placeholder"
LIMITS = (
    "default",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "format",
)
# Said of numbers only to name their size in memory.
SIZES = {"int32", "int64", "float", "double", "number", "integer"}
KINDS = {
    "ours_on_purpose": "ours on purpose",
    "theirs_wrong": "theirs wrong",
    "both_wrong": "both wrong, the live API differs",
    "ours_to_fix": "ours to fix",
}
DIFFERENCE_KEYS = ("where", "what", "ours", "theirs")


class Difference(NamedTuple):
    """What one of the two documents says and the other does not, or says otherwise."""

    where: str  # `GET /endpoints 200 data[].state`
    what: str  # operation, parameter, field, error, value, code, type, required, default, ...
    ours: Scalar
    theirs: Scalar
    our_pointer: str = ""  # where it stands, or would stand
    their_pointer: str = ""

    @property
    def pin(self) -> tuple[str, str, str, str]:
        """By what it is recognised; 1 and "1" and true are different values."""
        return (self.where, self.what, repr(self.ours), repr(self.theirs))


@dataclass(frozen=True)
class Known:
    """One entry of divergences.yaml."""

    line: int
    kind: str
    reason: str
    differences: list[Difference]
    scope: str | None = None  # whole or page; without one it holds for both


def compare(ours: Api, theirs: Api) -> list[Difference]:
    """Return every difference, in the order of our spec, then what only they have.

    The page of one operation of ours says nothing of the others.
    """
    found: list[Difference] = []
    matched: set[int] = set()
    pairs = [
        (mine, next((other for other in theirs.operations if same(mine, other)), None))
        for mine in ours.operations
    ]
    is_page = len(theirs.operations) == 1 and any(other for _, other in pairs)
    for mine, other in pairs:
        if other is None:
            if not is_page:
                found.append(Difference(mine.name, "operation", mine.name, ABSENT, mine.pointer))
            continue
        matched.add(id(other))
        found += of_operation(mine, other)
    for other in theirs.operations:
        if id(other) not in matched:
            would_be = Place("/paths", None).at(other.path, other.method.lower()).pointer
            found.append(
                Difference(other.name, "operation", ABSENT, other.name, would_be, other.pointer)
            )
    for filler in (difference for difference in found if difference.what == FILLER):
        theirs.remark(f"{filler.where}: the example's {filler.theirs!r} is taken for a placeholder")
    return list({one.pin: one for one in found if one.what != FILLER}.values())


def same(mine: Operation, other: Operation) -> bool:
    """Whether two operations are one, with or without the server's path in front."""
    return mine.method == other.method and bool(mine.addresses & other.addresses)


def of_operation(mine: Operation, other: Operation) -> Iterator[Difference]:
    """Compare the parameters, the body, the answers and the error codes of one operation."""
    for part, unnamed in other.unnamed.items():
        # Without names they cannot be matched: one difference for all of them.
        left, right = (one.parts.get(part) or Shape(one.pointer) for one in (mine, other))
        names = ", ".join(left.fields) or ABSENT
        where = f"{mine.name} {part}"
        yield Difference(where, "names", names, "; ".join(unnamed), left.pointer, right.pointer)
    for step in walk(mine, other):
        yield from of_step(step, mine, other)
    for code, pointer in other.codes.items():
        if code not in mine.codes:
            would_be = f"{mine.pointer}/responses"
            yield Difference(f"{mine.name} errors", "code", ABSENT, code, would_be, pointer)


def of_step(step: Step, mine: Operation, other: Operation) -> Iterator[Difference]:
    """Compare two versions of one part, or note that only one document has it."""
    part, _, path = place_of(step).partition(" ")
    if step.kind == "header" or part == "cookie" or (step.above and not is_described(step.above)):
        return
    place = f"{mine.name} {part} {path}".rstrip()
    if step.old and step.new:
        if is_described(step):
            yield from of_values(step.old, step.new, place)
        elif has_body(step.old) and not step.new.unsaid:
            at = step.old.pointer, step.new.pointer
            yield Difference(place, "body", step.old.summary(), ABSENT, *at)
        return
    what, summary, said = of_missing(step, part)
    if step.old and not (said & other.silent) and not (
        step.kind == "parameter" and part in other.unnamed
    ):  # fmt: skip
        at = pointer_in(step, other, step.name, new=True)
        yield Difference(place, what, summary, ABSENT, step.old.pointer, at)
    elif step.new:
        at = pointer_in(step, mine, step.name, new=False)
        yield Difference(place, what, ABSENT, summary, at, step.new.pointer)


def place_of(step: Step) -> str:
    """Where a step is, within its operation: `200 data[].state`."""
    if step.above is None:
        return step.name
    above = place_of(step.above)
    if step.name in (ITEM, ENTRY) or " " not in above:
        return f"{above}{'' if ' ' in above else ' '}{step.name}"
    return f"{above}.{step.name}"


def has_body(shape: Shape) -> bool:
    """Whether anything is said of a body."""
    return bool(shape.types or shape.shown or shape.fields)


def is_described(step: Step) -> bool:
    """Whether they say so much of it that what they leave out counts."""
    if step.new is None or step.new.unsaid:
        return False
    if step.kind == "answer":
        return has_body(step.new)
    return step.above is None or is_described(step.above)


def of_missing(step: Step, part: str) -> tuple[str, str, set[str]]:
    """What one of the documents lacks: the kind, a summary, and what silence would explain it."""
    shape = step.new or step.old or Shape("")
    match step.kind:
        case "answer":
            what = "answer" if part.startswith("2") else "error"
            return what, part, {"errors"}
        case "body":
            return "body", shape.summary(), {"body"}
        case kind:
            return kind, shape.summary(), {part} if kind == "parameter" else set()


def pointer_in(step: Step, operation: Operation, name: str, *, new: bool) -> str:
    """Where a part that is missing would stand, or the nearest place that is there."""
    if step.kind == "parameter":
        part = operation.parts.get(name.partition(" ")[0])
        at = part.pointer if part else f"{operation.pointer}/parameters"
        return at if new else f"{at}/-"
    if step.above is None:
        below = "requestBody" if step.kind == "body" else f"responses/{name}"
        if new:
            return operation.pointer if step.kind == "body" else f"{operation.pointer}/responses"
        return f"{operation.pointer}/{below}"
    holder = (step.above.new if new else step.above.old) or Shape("")
    return holder.pointer if new else f"{holder.pointer}/properties/{name}"


def of_values(ours: Shape, theirs: Shape, place: str) -> Iterator[Difference]:
    """Compare what two shapes say of a value itself."""

    def differs(what: str, mine: Scalar, other: Scalar, at: str = "") -> Difference:
        return Difference(place, what, mine, other, ours.pointer, at or theirs.pointer)

    if (stated_type := stated_types(ours, theirs)) is not None:
        yield differs("type", "|".join(sorted(ours.types)), stated_type)
    if theirs.required is not None and ours.required not in (None, theirs.required):
        yield differs("required", ours.required, theirs.required)
    mine, other = limits(ours), limits(theirs)
    for name, value in other.items():
        if mine.get(name) != value:
            yield differs(name, mine.get(name, ABSENT), value)
    if "format" in mine and "format" not in other and theirs.is_promise:
        yield differs("format", mine["format"], ABSENT)
    yield from of_words(ours, theirs, differs, is_another_type=stated_type is not None)
    if not theirs.fields and ours.fields and (theirs.types | theirs.shown) & {"object"}:
        yield differs("fields", ", ".join(ours.fields), ABSENT)


def of_words(
    ours: Shape, theirs: Shape, differs: Callable[..., Difference], *, is_another_type: bool
) -> Iterator[Difference]:
    """Compare known values, and those that an example shows with them."""
    mine: dict[Any, str] = ours.words
    other: dict[Any, str] = theirs.words
    if is_another_type and not (ours.types - {"null"}) & (theirs.types - {"null"}):
        # Already said to be of another type: "0" is then no other word than 0.
        mine, other = ({str(word): at for word, at in one.items()} for one in (mine, other))
    if other and not mine:  # we list none: one difference, not one for each word
        yield differs("values", ABSENT, ", ".join(map(str, other)))
    elif other:
        for word in (word for word in other if word not in mine):
            yield differs("value", ABSENT, word, other[word])
        for word in (word for word in mine if word not in other):
            yield differs("value", word, ABSENT)
    elif mine:
        for word, at in theirs.samples.items():
            if word not in mine:
                yield differs(FILLER if is_placeholder(word) else "value", ABSENT, word, at)


def limits(shape: Shape) -> dict[str, Scalar]:
    """What is stated that the two documents can be expected to agree on."""
    return {
        key: value
        for key, value in shape.stated.items()
        if key in LIMITS and not (key == "format" and value in SIZES)
    }


def stated_types(ours: Shape, theirs: Shape) -> str | None:
    """Say what types they tell of, if those are not ours; None where they agree."""
    stated, shown = theirs.types - {"anything"}, theirs.shown
    if not ours.types:
        return None
    fits = is_within(shown, ours.types)
    agrees = not stated or stated == ours.types
    if not stated:
        return None if fits else "|".join(sorted(shown)) + " in the example"
    # A table cannot say that null may come, so only a whole schema is held to that.
    if shown or theirs.required is None:
        agrees = stated - {"null"} == ours.types - {"null"}
    stated_type = "|".join(sorted(stated))
    if shown and not is_within(shown, stated | {"null"}):
        return f"{stated_type}, but {'|'.join(sorted(shown))} in the example"
    return None if agrees and fits else stated_type


def is_within(shown: set[str], types: set[str]) -> bool:
    """Whether an example's types are among those stated; an integer is a number too."""
    return shown <= (types | {"integer"} if "number" in types else types)


def is_placeholder(word: Scalar) -> bool:
    """Whether an example's value is filler: `string`, `<id>`, or letters drawn at random."""
    if not isinstance(word, str):
        return False
    filler = {"string", "str", "text", "value", "example", "test", "todo", "null", "none"}
    if word.strip().lower() in filler or re.search(r"[<>{}*]|\.\.\.|xxx|your[-_ ]", word.lower()):
        return True
    # Words that providers use are written in one way: lower, UPPER or Capitalised.
    tidy = re.fullmatch(
        r"[a-z][a-z0-9._-]+|[A-Z][A-Z0-9_-]+|([A-Z][a-z0-9]+)+|\d[\d.-]*[.-]\d+", word
    )
    return len(word) < 3 or word.isdigit() or not tidy


def read_known(path: Path) -> list[Known]:
    """Read divergences.yaml; without the file nothing is known.

    Raises UnreadableError for an incomplete entry: kind, reason, and pinned values.
    """
    if not path.exists():
        return []
    document, lines = read_yaml(path)
    for _, pointer, advice in mistakes(SCHEMA, "file", document):
        raise UnreadableError(path, lines.get(pointer, 1), advice, pointer)
    return [
        Known(
            lines[f"/known/{index}"],
            entry["kind"],
            entry["reason"].strip(),
            [Difference(*(pin[key] for key in DIFFERENCE_KEYS)) for pin in entry["differences"]],
            entry.get("in"),
        )
        for index, entry in enumerate(document["known"])
    ]


def those_for(known: list[Known], theirs: Api) -> list[Known]:
    """Return the entries that hold for what is compared: a whole API, or the page of one call."""
    scope = "whole" if len(theirs.operations) > 1 else "page"
    return [entry for entry in known if entry.scope in (None, scope)]


def sort_out(
    found: list[Difference], known: list[Known]
) -> tuple[list[Difference], list[tuple[Known, Difference]]]:
    """Return the differences that no entry knows, and the pins that no difference needs."""
    pinned = {pin.pin for entry in known for pin in entry.differences}
    there = {difference.pin for difference in found}
    new = [difference for difference in found if difference.pin not in pinned]
    seen: set[tuple[str, str, str, str]] = set()
    unneeded: list[tuple[Known, Difference]] = []
    for entry in known:
        for pin in entry.differences:
            if pin.pin not in there or pin.pin in seen:  # a pin given twice is one too many
                unneeded.append((entry, pin))
            seen.add(pin.pin)
    return new, unneeded
