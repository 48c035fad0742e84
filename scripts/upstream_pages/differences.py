"""Judge where two Apis differ: ours, and what a provider says of it, which leaves much unsaid."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from documents.api import Api, Operation
from documents.comparison import Step, pairs, stated, walk, words
from documents.shapes import ENTRY, ITEM, Scalar, Shape

ABSENT = "absent"
FILLER = "placeholder"
LIMITS = frozenset(
    {"default", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "format"}
)
SCOPES = re.compile(r"\[[^\]]*\]")
# Said of numbers only to name their size in memory.
SIZES = frozenset({"int32", "int64", "float", "double", "number", "integer"})


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


def compare(ours: Api, theirs: Api) -> list[Difference]:
    """Return every difference, in the order of our spec; what we leave out is a remark.

    The page of one operation of ours says nothing of the others.
    """
    found = [*of_servers(ours, theirs)]
    is_page = len(theirs.operations) == 1
    unsaid = not_said(ours, theirs) if is_page else set[str]()
    if len(unsaid) == len(ours.operations):
        unsaid.clear()  # the page is about none of ours
    for other, mine in paired(ours, theirs):
        if mine and other:
            found += of_operation(mine, other)
        elif mine and mine.name not in unsaid:
            found.append(Difference(mine.name, "operation", mine.name, ABSENT, mine.pointer))
        elif other:
            theirs.remark(f"left out by us: {other.name}")
    for filler in (difference for difference in found if difference.what == FILLER):
        theirs.remark(f"{filler.where}: the example's {filler.theirs!r} is taken for a placeholder")
    return list({one.pin: one for one in found if one.what != FILLER}.values())


def not_said(ours: Api, theirs: Api) -> set[str]:
    """The operations of ours of which they say nothing."""
    return {mine.name for other, mine in paired(ours, theirs) if mine and not other}


def paired(ours: Api, theirs: Api) -> Iterator[tuple[Operation | None, Operation | None]]:
    """Their operations beside ours: the same, else with another method.

    The page of one operation is about the one of ours at its address that is most like it.
    """
    likest: dict[Operation, Operation] = {}
    if len(theirs.operations) == 1:
        other = theirs.operations[0]
        fit = [one for one in ours.operations if is_at(one, other)]
        best = max(fit, key=lambda one: likeness(one, other), default=None)
        likest = {other: best} if best else {}

    def is_another(one: Operation, other: Operation) -> bool:
        # With the method of one of ours, and nothing in it but what is in another of ours.
        is_like = likest.get(one) is other and not is_same(one, other)
        return is_like and any(
            is_same(one, mine) and not shared(one, mine) and shared(one, other)
            for mine in ours.operations
        )

    def has_other_method(one: Operation, other: Operation) -> bool:
        is_named = bool(one.id and one.id == other.id) and is_at(one, other)
        return is_named or likest.get(one) is other

    return pairs(theirs, ours, is_another, is_same, has_other_method)


def is_at(one: Operation, other: Operation) -> bool:
    """Whether two operations have the same address."""
    return one.fragment == other.fragment and bool(one.addresses & other.addresses)


def likeness(one: Operation, other: Operation) -> int:
    """How many names two operations share, less those that only one has."""
    names, others = (named_parts(each) for each in (one, other))
    return len(names & others) - len(names ^ others)


def shared(one: Operation, other: Operation) -> set[str]:
    """The names of parameters and fields that both have."""
    return {name for name in named_parts(one) & named_parts(other) if not name.endswith(" ")}


def named_parts(operation: Operation) -> set[str]:
    """The parts of an operation and what is in them, each by part and name."""
    parts = operation.parts.items()
    return {f"{part} {name}" for part, shape in parts for name in ("", *shape.fields)}


def is_same(one: Operation, other: Operation) -> bool:
    """Whether two operations are one, with or without the server's path in front."""
    return one.method == other.method and is_at(one, other)


def of_servers(ours: Api, theirs: Api) -> Iterator[Difference]:
    """Compare the hosts that requests go to, where both name some; paths belong to operations."""
    mine, other = (
        [host.lower() for url in one.servers for host in re.findall(r"//([^/?#]+)", url)]
        for one in (ours, theirs)
    )
    if mine and other and not {*mine} & {*other}:
        values = ", ".join(mine), ", ".join(other)
        yield Difference("servers", "server", *values, "/servers", "/servers")


def of_operation(mine: Operation, other: Operation) -> Iterator[Difference]:
    """Compare the parameters, the body, the answers and the error codes of one operation."""
    for part, unnamed in other.unnamed.items():
        # Without names they cannot be matched: one difference for all of them.
        left, right = (one.parts.get(part) or Shape(one.pointer) for one in (mine, other))
        names = ", ".join(left.fields) or ABSENT
        where = f"{mine.name} {part}"
        yield Difference(where, "names", names, "; ".join(unnamed), left.pointer, right.pointer)
    if mine.method != other.method:
        values = mine.method, other.method
        yield Difference(mine.name, "method", *values, mine.pointer, other.pointer)
    for request, pointer in other.requests.items():
        yield Difference(mine.name, "request", mine.name, request, mine.pointer, pointer)
    yield from of_deprecation(mine, other, mine.name)
    yield from of_names(mine, other)
    yield from of_security(mine, other)
    for step in walk(mine, other):
        yield from of_step(step, mine, other)
    for code, pointer in other.codes.items():
        if code not in mine.codes:
            would_be = f"{mine.pointer}/responses"
            yield Difference(f"{mine.name} errors", "code", ABSENT, code, would_be, pointer)


def of_step(step: Step, mine: Operation, other: Operation) -> Iterator[Difference]:
    """Compare two versions of one part, or note that only one document has it."""
    part, _, path = place_of(step).partition(" ")
    # Headers belong to an answer, with or without a body.
    if step.above and step.kind != "header" and not is_described(step.above):
        return
    place = f"{mine.name} {part} {path}".rstrip()
    old, new = step.old, step.new
    what = step.kind
    if what == "answer":
        what = "answer" if part.startswith("2") else "error"
    if old and new:
        yield from of_deprecation(old, new, place)
        yield from of_media(old, new, place)
        yield from of_writing(old, new, place, part)
        if is_described(step):
            yield from of_values(old, new, place)
        elif has_body(old) and not new.unsaid:
            yield Difference(place, "body", old.summary(), ABSENT, old.pointer, new.pointer)
    elif new:
        summary = part if step.kind == "answer" else new.summary()
        _, would_be = where_missing(step, mine, step.above and step.above.old)
        yield Difference(place, what, ABSENT, summary, would_be, new.pointer)
    elif old and not is_silent(step, part, other):
        summary = part if step.kind == "answer" else old.summary()
        holder, _ = where_missing(step, other, step.above and step.above.new)
        yield Difference(place, what, summary, ABSENT, old.pointer, holder)


def of_deprecation(
    mine: Operation | Shape, other: Operation | Shape, place: str
) -> Iterator[Difference]:
    """Compare whether a thing is said to go; a page, which has no keywords, leaves that out."""
    ours, theirs = (
        any(note.keywords.get("deprecated") is True for note in one.notes.values())
        for one in (mine, other)
    )
    if other.notes and ours != theirs:
        yield Difference(place, "deprecated", ours, theirs, mine.pointer, other.pointer)


def of_names(mine: Operation, other: Operation) -> Iterator[Difference]:
    """Compare what an operation and its group are called, where both documents say so."""
    if mine.id and other.id and mine.id != other.id:
        at = f"{mine.pointer}/operationId", f"{other.pointer}/operationId"
        yield Difference(mine.name, "operationId", mine.id, other.id, *at)
    tags, others = ([*map(letters, one.tags)] for one in (mine, other))
    if tags and others and tags != others:
        values = ", ".join(mine.tags), ", ".join(other.tags)
        yield Difference(
            mine.name, "tags", *values, f"{mine.pointer}/tags", f"{other.pointer}/tags"
        )


def letters(tag: str) -> str:
    """A tag as it is compared: `Availability Zones` is `availability_zones`."""
    return "".join(filter(str.isalnum, tag)).lower()


def of_security(mine: Operation, other: Operation) -> Iterator[Difference]:
    """Compare how keys are sent, where both documents say so; without one is a way, too."""
    ours, theirs = (
        sorted(
            " + ".join(one.schemes.get(name, name) for name in SCOPES.sub("", way).split(" + "))
            for way in one.security
        )
        for one in (mine, other)
    )
    if ours and theirs and ours != theirs:
        at = f"{mine.pointer}/security", f"{other.pointer}/security"
        yield Difference(mine.name, "security", ", ".join(ours), ", ".join(theirs), *at)


def of_media(ours: Shape, theirs: Shape, place: str) -> Iterator[Difference]:
    """Compare the media types of a body, where both say some."""
    mine, other = (sorted(map(media_type, one.facts.get("media", ()))) for one in (ours, theirs))
    if mine and other and mine != other:
        values = ", ".join(mine), ", ".join(other)
        yield Difference(place, "media", *values, ours.pointer, theirs.pointer)


def of_writing(ours: Shape, theirs: Shape, place: str, part: str) -> Iterator[Difference]:
    """Compare how a parameter is written, by its style and `explode`, or what stands for them."""
    if not (ours.facts.keys() & theirs.facts.keys() & {"style"}):
        return  # no parameters, or a page, which does not say
    mine, other = (written_as(one.facts, part) for one in (ours, theirs))
    for key, value in mine.items():
        if value != other[key]:
            yield Difference(place, key, value, other[key], ours.pointer, theirs.pointer)


def written_as(facts: dict[str, Any], part: str) -> dict[str, Scalar]:
    """The style of a parameter, and whether each item is written by itself."""
    style = facts["style"] or ("form" if part in ("query", "cookie") else "simple")
    explode = facts["explode"]
    return {"style": style, "explode": style == "form" if explode is None else explode}


def media_type(text: str) -> str:
    """A media type without its parameters."""
    return text.partition(";")[0].strip().lower()


def place_of(step: Step) -> str:
    """Where a step is, within its operation: `200 data[].state`."""
    if step.above is None:
        return step.name
    above = place_of(step.above)
    if step.kind == "header":
        return f"{above} header {step.name}"
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


def is_silent(step: Step, part: str, other: Operation) -> bool:
    """Whether a part is missing because their page says nothing of its kind, or no names."""
    if step.kind == "parameter" and part in other.unnamed:
        return True
    if step.kind == "header" and step.above and step.above.new:
        return not step.above.new.headers
    kinds = {"parameter": part, "body": "body", "answer": "errors"}
    return kinds.get(step.kind) in other.silent


def where_missing(step: Step, operation: Operation, holder: Shape | None) -> tuple[str, str]:
    """Where the holder of a missing part stands, and where the part itself would."""
    match step.kind:
        case "parameter":
            part = operation.parts.get(step.name.partition(" ")[0])
            at = part.pointer if part else f"{operation.pointer}/parameters"
            return at, f"{at}/-"
        case "body":
            return operation.pointer, f"{operation.pointer}/requestBody"
        case "answer":
            at = f"{operation.pointer}/responses"
            return at, f"{at}/{step.name}"
        case "header":
            at = holder.pointer if holder else ""
            return at, f"{at}/headers/{step.name}"
        case _:
            at = holder.pointer if holder else ""
            return at, f"{at}/properties/{step.name}"


def of_values(ours: Shape, theirs: Shape, place: str) -> Iterator[Difference]:
    """Compare what two shapes say of a value itself."""

    def differs(what: str, mine: Scalar, other: Scalar, at: str = "") -> Difference:
        return Difference(place, what, mine, other, ours.pointer, at or theirs.pointer)

    if (stated_type := stated_types(ours, theirs)) is not None:
        yield differs("type", "|".join(sorted(ours.types)), stated_type)
    if theirs.required is not None and ours.required not in (None, theirs.required):
        yield differs("required", ours.required, theirs.required)
    for name, *values in stated(ours, theirs):
        mine, other = (ABSENT if one is None or one in SIZES else one for one in values)
        is_said = other != ABSENT or (name == "format" and theirs.is_promise)
        if name in LIMITS and is_said and mine != other:
            yield differs(name, mine, other)
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
        fresh, gone = words(mine, other)
        yield from (differs("value", ABSENT, word, other[word]) for word in fresh)
        yield from (differs("value", word, ABSENT) for word in gone)
    elif mine:
        for word, at in theirs.samples.items():
            if word not in mine:
                yield differs(FILLER if is_placeholder(word) else "value", ABSENT, word, at)


def stated_types(ours: Shape, theirs: Shape) -> str | None:
    """Say what types they tell of, if those are not ours; None where they agree."""
    types, shown = theirs.types - {"anything"}, theirs.shown
    if not ours.types:
        return None
    fits = is_within(shown, ours.types)
    agrees = types == ours.types
    if not types:
        return None if fits else "|".join(sorted(shown)) + " in the example"
    # A table cannot say that null may come, so only a complete schema is held to that.
    if not theirs.is_promise:
        agrees = types - {"null"} == ours.types - {"null"}
    stated_type = "|".join(sorted(types))
    if shown and not is_within(shown, types | {"null"}):
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
