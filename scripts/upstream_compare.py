"""Lay two Descriptions side by side, and take away the differences that are known already."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, cast

from spec_files import UnreadableError, mapping, read_yaml
from upstream_shape import PARAMETER_PARTS, Description, Operation, Scalar, Shape, join

ABSENT = "absent"
FILLER = "placeholder"
KINDS = {
    "ours_on_purpose": "ours on purpose",
    "theirs_wrong": "theirs wrong",
    "both_wrong": "both wrong, the live API differs",
    "ours_to_fix": "ours to fix",
}
ENTRY_KEYS = {"kind", "reason", "differences"}
# Optional `in`: holds for a whole API with many operations only, or for the page of one only.
SCOPES = ("whole", "page")
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
    scope: str | None = None  # one of SCOPES; without one it holds for both


def compare(ours: Description, theirs: Description) -> list[Difference]:
    """Return every difference, in the order of our spec, then what only they have.

    The page of one operation of ours says nothing of the others.
    """
    found: list[Difference] = []
    matched: set[int] = set()
    pairs = [
        (mine, next((o for o in theirs.operations if same(mine, o)), None))
        for mine in ours.operations
    ]
    is_page = len(theirs.operations) == 1 and any(other for _, other in pairs)
    for mine, other in pairs:
        if other is None:
            if is_page:
                continue
            found.append(Difference(mine.name, "operation", mine.name, ABSENT, mine.pointer))
            continue
        matched.add(id(other))
        found += operation_differences(mine, other)
    for other in theirs.operations:
        if id(other) not in matched:
            method, _, path = other.name.partition(" ")
            step = path.replace("~", "~0").replace("/", "~1")
            would_be = f"/paths/{step}/{method.lower()}"
            found.append(
                Difference(other.name, "operation", ABSENT, other.name, would_be, other.pointer)
            )
    for filler in (difference for difference in found if difference.what == FILLER):
        theirs.remark(f"{filler.where}: the example's {filler.theirs!r} is taken for a placeholder")
    return list({one.pin: one for one in found if one.what != FILLER}.values())


def same(mine: Operation, other: Operation) -> bool:
    """Whether two operations are one, with or without the server's path in front."""
    methods = mine.name.split(" ")[0], other.name.split(" ")[0]
    return methods[0] == methods[1] and bool(mine.addresses & other.addresses)


def operation_differences(mine: Operation, other: Operation) -> Iterator[Difference]:
    """Compare the parameters, the body, the answers and the error codes of one operation."""
    for part in PARAMETER_PARTS:
        left = mine.parts.get(part) or Shape(mine.pointer + "/parameters")
        right = other.parts.get(part) or Shape(other.pointer + "/parameters")
        if part in other.silent:
            left = only(left, right)
        if unnamed := other.unnamed.get(part):
            # Without names nobody can say which is which: one difference for all of them.
            names = ", ".join(left.fields) or ABSENT
            where = f"{mine.name} {part}"
            yield Difference(where, "names", names, "; ".join(unnamed), left.pointer, right.pointer)
            left = only(left, right)
        yield from field_differences(left, right, f"{mine.name} {part}", "", "parameter")
    yield from body_differences(mine, other)
    statuses = [part for part in (*mine.parts, *other.parts) if is_status(part)]
    for status in dict.fromkeys(statuses):
        left, right = mine.parts.get(status), other.parts.get(status)
        what = "answer" if status.startswith("2") else "error"
        where = f"{mine.name} {status}"
        if left and right:
            yield from content_differences(left, right, where)
        elif left and "errors" not in other.silent:
            yield Difference(
                where, what, status, ABSENT, left.pointer, f"{other.pointer}/responses"
            )
        elif right:
            would_be = f"{mine.pointer}/responses/{status}"
            yield Difference(where, what, ABSENT, status, would_be, right.pointer)
    for code, pointer in other.codes.items():
        if code not in mine.codes:
            would_be = f"{mine.pointer}/responses"
            yield Difference(f"{mine.name} errors", "code", ABSENT, code, would_be, pointer)


def only(left: Shape, right: Shape) -> Shape:
    """Return the left shape with those fields that the right one names."""
    named = {name: shape for name, shape in left.fields.items() if name in right.fields}
    return Shape(left.pointer, fields=named)


def is_status(part: str) -> bool:
    """Whether a part of an operation is an answer."""
    return part == "default" or bool(re.fullmatch(r"[1-5](\d\d|XX)", part))


def body_differences(mine: Operation, other: Operation) -> Iterator[Difference]:
    """Compare what is sent."""
    left, right = mine.parts.get("body"), other.parts.get("body")
    where = f"{mine.name} body"
    if left and right:
        yield from shape_differences(left, right, where, "")
    elif left and "body" not in other.silent:
        yield Difference(where, "body", left.summary(), ABSENT, left.pointer, other.pointer)
    elif right:
        would_be = f"{mine.pointer}/requestBody"
        yield Difference(where, "body", ABSENT, right.summary(), would_be, right.pointer)


def content_differences(left: Shape, right: Shape, where: str) -> Iterator[Difference]:
    """Compare the bodies of an answer; one that is not described at all is one difference."""
    empty = not (right.types or right.shown or right.fields)
    if right.unsaid:
        return
    if empty and left.fields:
        yield Difference(where, "body", left.summary(), ABSENT, left.pointer, right.pointer)
    elif not empty:
        yield from shape_differences(left, right, where, "")


def shape_differences(ours: Shape, theirs: Shape, where: str, path: str) -> Iterator[Difference]:
    """Compare two shapes and all below them."""
    place = f"{where} {path}".rstrip()

    def differs(what: str, mine: Scalar, other: Scalar, at: str = "") -> Difference:
        return Difference(place, what, mine, other, ours.pointer, at or theirs.pointer)

    if (told := told_types(ours, theirs)) is not None:
        yield differs("type", "|".join(sorted(ours.types)), told)
    if theirs.required is not None and ours.required not in (None, theirs.required):
        yield differs("required", ours.required, theirs.required)
    for name, value in theirs.stated.items():
        if ours.stated.get(name) != value:
            yield differs(name, ours.stated.get(name, ABSENT), value)
    if "format" in ours.stated and "format" not in theirs.stated and theirs.is_promise:
        yield differs("format", ours.stated["format"], ABSENT)
    mine: dict[Any, str] = ours.words
    other: dict[Any, str] = theirs.words
    if told and not (ours.types - {"null"}) & (theirs.types - {"null"}):
        # Already said to be of another type: "0" is then no other word than 0.
        mine, other = ({str(word): at for word, at in one.items()} for one in (mine, other))
    if theirs.words and not ours.words:  # we list none: one difference, not one for each word
        yield differs("values", ABSENT, ", ".join(map(str, theirs.words)))
    elif theirs.words:
        for word in (word for word in other if word not in mine):
            yield differs("value", ABSENT, word, other[word])
        for word in (word for word in mine if word not in other):
            yield differs("value", word, ABSENT)
    elif ours.words:
        for word, at in theirs.samples.items():
            if word not in ours.words:
                what = FILLER if is_placeholder(word) else "value"
                yield differs(what, ABSENT, word, at)
    if theirs.says_fields:
        yield from field_differences(ours, theirs, where, path, "field")
    elif ours.fields and (theirs.types | theirs.shown) & {"object"}:
        names = ", ".join(ours.fields)
        yield differs("fields", names, ABSENT)


def field_differences(
    ours: Shape, theirs: Shape, where: str, path: str, what: str
) -> Iterator[Difference]:
    """Compare the fields of two shapes; of one that is missing, those below are not listed."""
    for name in dict.fromkeys([*ours.fields, *theirs.fields]):
        mine, other = ours.fields.get(name), theirs.fields.get(name)
        below = join(path, name)
        if mine and other:
            yield from shape_differences(mine, other, where, below)
        elif mine:
            place = f"{where} {below}"
            yield Difference(place, what, mine.summary(), ABSENT, mine.pointer, theirs.pointer)
        elif other:
            place = f"{where} {below}"
            if what == "parameter":
                would_be = f"{ours.pointer}/-"
            else:
                would_be = f"{ours.pointer}/properties/{name}"
            yield Difference(place, what, ABSENT, other.summary(), would_be, other.pointer)


def told_types(ours: Shape, theirs: Shape) -> str | None:
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
    told = "|".join(sorted(stated))
    if shown and not is_within(shown, stated | {"null"}):
        return f"{told}, but {'|'.join(sorted(shown))} in the example"
    return None if agrees and fits else told


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

    Raises UnreadableError for an entry that is not whole: kind, reason, and pinned values.
    """
    if not path.exists():
        return []
    document, lines = read_yaml(path)
    entries = mapping(document).get("known")
    if not isinstance(entries, list):
        raise UnreadableError(path, 1, "the file has to hold a list named `known`")
    found: list[Known] = []
    for index, entry in enumerate(cast("list[Any]", entries)):
        line = lines.get(f"/known/{index}", 1)
        fields = mapping(entry)
        if set(fields) - {"in"} != ENTRY_KEYS:
            raise UnreadableError(path, line, f"an entry has {', '.join(sorted(ENTRY_KEYS))}")
        scope = fields.get("in")
        if scope not in (None, *SCOPES):
            raise UnreadableError(path, line, f"in is one of {', '.join(SCOPES)}, or left out")
        if fields["kind"] not in KINDS:
            raise UnreadableError(path, line, f"kind is one of {', '.join(KINDS)}")
        reason = fields["reason"]
        if not isinstance(reason, str) or len(reason.split()) < 3:
            raise UnreadableError(path, line, "reason says in a sentence why")
        pins = fields["differences"]
        if not isinstance(pins, list) or not pins:
            raise UnreadableError(path, line, "differences is a list of what it is about")
        differences: list[Difference] = []
        for number, pin in enumerate(cast("list[Any]", pins)):
            values = mapping(pin)
            if set(values) != set(DIFFERENCE_KEYS):
                at = lines.get(f"/known/{index}/differences/{number}", line)
                wanted = ", ".join(DIFFERENCE_KEYS)
                raise UnreadableError(path, at, f"a difference has {wanted}")
            differences.append(Difference(*(values[key] for key in DIFFERENCE_KEYS)))
        found.append(Known(line, str(fields["kind"]), reason.strip(), differences, scope))
    return found


def those_for(known: list[Known], theirs: Description) -> list[Known]:
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
