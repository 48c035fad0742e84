"""Compare two versions of a schema, as it is sent or as it is read.

Schemas are compared by what they allow, not by how they are written: references are followed, and
`type: [string, "null"]` is the same as `anyOf: [{type: string}, {type: "null"}]`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any, NamedTuple, cast

from spec_changes import REQUEST, RESPONSE, Change, Subject, subject
from spec_files import Place, Spec, mapping

COMPONENTS = "/components/schemas/"
#: Formats for which the client has a Python type of its own; all others stay what JSON has.
PYTHON_FORMATS = frozenset({"date-time"})
WORDS = ("title", "summary", "description", "externalDocs", "$comment")
EXAMPLES = ("example", "examples")
LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
UNDECIDABLE = ("pattern", "multipleOf")
HANDLED = frozenset(
    {"$ref", "anyOf", "oneOf", "allOf", "type", "enum", "const", "format", "default", "deprecated"}
    | {"properties", "required", "items", "additionalProperties", "uniqueItems"}
    | {*WORDS, *EXAMPLES, *LOWER, *UPPER, *UNDECIDABLE}
)
SIMILAR = 0.6  # of 1: how much two names must have in common to be one renamed thing


class Alternative(NamedTuple):
    """One of the JSON types that a schema allows, and where it is described."""

    type: str
    place: Place
    name: str | None

    @property
    def words(self) -> list[Any] | None:
        """The words it is limited to, or None."""
        if "const" in mapping(self.place.value):
            return [self.place.value["const"]]
        words = self.place.at("enum").value
        return cast("list[Any]", words) if isinstance(words, list) else None


class Thing(NamedTuple):
    """What is compared: in which direction, how people call it, how the code calls it."""

    direction: str
    label: str
    subject: Subject

    def inner(self, owner: str | None, name: str) -> "Thing":
        """A property of this object, which is called by its class where it has one."""
        holder = owner or self.label.strip("`")
        return Thing(self.direction, f"`{holder}.{name}`", subject(holder, name))


@dataclass
class SchemaComparison:
    """The comparison of all schemas of two documents; each pair is compared once a direction."""

    old: Spec
    new: Spec
    seen: set[tuple[str, str, str]] = field(default_factory=set[tuple[str, str, str]])
    used: set[str] = field(default_factory=set[str])

    def compare(self, old: Place, new: Place, thing: Thing) -> Iterator[Change]:
        """Find what differs between two schemas, and between all schemas in them."""
        key = (old.pointer, new.pointer, thing.direction)
        if key in self.seen:
            return
        self.seen.add(key)
        yield from words_changed(old, new, thing)
        yield from self._defaults(old, new, thing)
        before, after = self._by_type(self.old, old), self._by_type(self.new, new)
        yield from self._types({*before}, {*after}, new, thing)
        for kind in sorted({*before} & {*after} - {"null"}):
            yield from self._one_type(before[kind], after[kind], old, new, thing)

    def components(self) -> Iterator[Change]:
        """Compare the named schemas by name: added, removed, and those that no operation uses."""
        old, new = (s.root.at("components", "schemas") for s in (self.old, self.new))
        for name in {**mapping(old.value), **mapping(new.value)}:
            thing = Thing(RESPONSE, f"`{name}`", subject(name))
            if old.at(name).value is None:
                yield change("schema-added", new.at(name), thing)
            elif new.at(name).value is None:
                yield change("schema-removed", old.at(name), thing)
            elif new.at(name).pointer not in self.used:
                yield from self.compare(old.at(name), new.at(name), thing)

    def request_only(self) -> frozenset[str]:
        """The named schemas that users send and never read, spelt as subjects are."""
        visited = {
            direction: {pointer for _, pointer, how in self.seen if how.startswith(direction)}
            for direction in (REQUEST, RESPONSE)
        }
        only = visited[REQUEST] - visited[RESPONSE]
        return frozenset(subject(p.removeprefix(COMPONENTS))[0] for p in only & self.used)

    def _by_type(self, spec: Spec, place: Place) -> dict[str, list[Alternative]]:
        found: dict[str, list[Alternative]] = {}
        for alternative in alternatives(spec, place, ()):
            found.setdefault(alternative.type, []).append(alternative)
            if alternative.name:
                self.used.add(alternative.place.pointer)
        return found

    def _types(self, old: set[str], new: set[str], at: Place, thing: Thing) -> Iterator[Change]:
        if ("null" in old) != ("null" in new) and "any" not in old | new:
            how = "added" if "null" in new else "removed"
            yield change(f"{thing.direction}-nullable-{how}", at, thing)
        more, less = added_types(old, new), added_types(new, old)
        if more or less:
            how = "changed" if more and less else "widened" if more else "narrowed"
            detail = f"{' or '.join(sorted(old))} -> {' or '.join(sorted(new))}"
            yield change(f"{thing.direction}-type-{how}", at, thing, detail)

    def _one_type(
        self,
        old: list[Alternative],
        new: list[Alternative],
        before: Place,
        after: Place,
        thing: Thing,
    ) -> Iterator[Change]:
        """Compare what two schemas say of one JSON type."""
        yield from enumerations(old, new, after, thing)
        yield from formats(old, new, thing)
        yield from ranges(old, new, thing)
        pairs = paired(old, new)
        for left, right in pairs:
            inner = thing._replace(label=f"`{right.name}`", subject=subject(right.name or ""))
            inner = inner if right.name else thing
            key = (left.place.pointer, right.place.pointer, f"{thing.direction} {right.type}")
            if left.name != right.name:
                detail = f"{left.name or 'a schema without name'} -> {right.name or 'none'}"
                yield change("class-changed", after, thing, detail)
            if key in self.seen:
                continue
            self.seen.add(key)
            if left.place.pointer != before.pointer and right.place.pointer != after.pointer:
                yield from words_changed(left.place, right.place, inner)
            yield from unknown_keywords(left.place, right.place, HANDLED, inner)
            if right.type == "array":
                yield from self.compare(left.place.at("items"), right.place.at("items"), thing)
            if right.type == "object":
                yield from self._objects(left, right, inner)
        if len(old) != len(new) and new[0].type == "object":
            how = "widened" if len(new) > len(old) else "narrowed"
            detail = f"{len(old)} -> {len(new)} kinds of object"
            yield change(f"{thing.direction}-type-{how}", after, thing, detail)

    def _objects(self, old: Alternative, new: Alternative, thing: Thing) -> Iterator[Change]:
        before = {place.name: place for place in old.place.at("properties").children()}
        after = {place.name: place for place in new.place.at("properties").children()}
        must, must_now = (set[str](a.place.at("required").value or ()) for a in (old, new))
        gone = {name: place for name, place in before.items() if name not in after}
        fresh = {name: place for name, place in after.items() if name not in before}
        for was, now in renamed(gone, fresh).items():
            inner = thing.inner(old.name, was)
            rule = f"{thing.direction}-property-renamed"
            found = change(rule, gone.pop(was), inner, f"now {now}")
            yield replace(found, other=thing.inner(new.name, now).subject)
            del fresh[now]
        for name, place in gone.items():
            inner = thing.inner(old.name, name)
            yield change(f"{thing.direction}-property-removed", place, inner)
        for name, place in fresh.items():
            added = "property-added"
            if thing.direction != RESPONSE:
                added += "-required" if name in must_now else "-optional"
            inner = thing.inner(new.name, name)
            yield change(f"{thing.direction}-{added}", place, inner, brief(self.new, place))
        for name in (name for name in after if name in before):
            inner = thing.inner(new.name, name)
            if (name in must) != (name in must_now):
                how = "required" if name in must_now else "optional"
                rule = f"{thing.direction}-property-made-{how}"
                yield change(rule, after[name], inner)
            yield from self.compare(before[name], after[name], inner)
        yield from self._other_properties(old.place, new.place, thing)

    def _other_properties(self, old: Place, new: Place, thing: Thing) -> Iterator[Change]:
        before, after = old.at("additionalProperties"), new.at("additionalProperties")
        if mapping(before.value) and mapping(after.value):
            yield from self.compare(before, after, thing)
        elif not same(*(True if side.value is None else side.value for side in (before, after))):
            yield change(f"{thing.direction}-type-changed", after, thing, "its further fields")

    def _defaults(self, old: Place, new: Place, thing: Thing) -> Iterator[Change]:
        before = own(self.old, old, "default")
        after = own(self.new, new, "default")
        if same(before, after):
            return
        how = "added" if before is None else "removed" if after is None else "changed"
        rule = f"{thing.direction}-default-{how if thing.direction != RESPONSE else 'changed'}"
        yield change(rule, new.at("default"), thing, f"{shown(before)} -> {shown(after)}")


def alternatives(spec: Spec, place: Place, around: tuple[str, ...]) -> Iterator[Alternative]:
    """Go through the types that a schema allows; a schema that says nothing allows `any`."""
    target = spec.follow(place)
    schema = mapping(target.value)
    if target.pointer in around:
        return
    around = (*around, target.pointer)
    for key in ("anyOf", "oneOf"):
        if key in schema:
            for child in target.at(key).children():
                yield from alternatives(spec, child, around)
            return
    parts = [alternative for child in target.at("allOf").children()
             for alternative in alternatives(spec, child, around)]  # fmt: skip
    if parts:
        target = Place(target.pointer, merged([*(p.place.value for p in parts), schema]))
        schema = mapping(target.value)
    name = target.pointer.removeprefix(COMPONENTS)
    name = None if name == target.pointer or "/" in name else name
    for kind in types(schema):
        yield Alternative(kind, target, name)


def types(schema: Mapping[str, Any]) -> list[str]:
    """The JSON types that a schema without alternatives allows."""
    kind: object = schema.get("type")
    if isinstance(kind, list):
        return [str(one) for one in cast("list[Any]", kind)]
    if isinstance(kind, str):
        return [kind]
    for key, implied in (("properties", "object"), ("items", "array"), ("enum", "string")):
        if key in schema:
            return [implied]
    return ["string" if isinstance(schema.get("const"), str) else "any"]


def merged(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """One schema that says what all the parts of an `allOf` say."""
    whole: dict[str, Any] = {}
    for part in parts:
        properties = {**whole.get("properties", {}), **part.get("properties", {})}
        required = [*whole.get("required", []), *part.get("required", [])]
        whole |= {**part, "properties": properties, "required": required}
    whole.pop("allOf", None)
    return whole


def added_types(old: set[str], new: set[str]) -> set[str]:
    """Types that the new schema allows and the old one did not; each integer is a number."""
    if "any" in old:
        return set()
    return {
        kind for kind in new - old - {"null"} if not (kind == "integer" and "number" in old)
    }  # fmt: skip


def enumerations(
    old: list[Alternative], new: list[Alternative], at: Place, thing: Thing
) -> Iterator[Change]:
    """Compare the words of an enumeration; one alternative without words makes it open.

    The words belong to the schema that lists them; whether others may come, to the one at hand.
    """
    before = [word for part in old for word in part.words or ()]
    after = [word for part in new for word in part.words or ()]
    was_closed, is_closed = (all(part.words is not None for part in side) for side in (old, new))
    holder = next((part for part in [*new, *old] if part.words is not None), None)
    if holder is None:
        return
    if was_closed != is_closed:
        yield change(f"{thing.direction}-enum-{'closed' if is_closed else 'opened'}", at, thing)
    if holder.name:
        thing = thing._replace(label=f"`{holder.name}`", subject=subject(holder.name))
    at = holder.place.at("const" if "const" in mapping(holder.place.value) else "enum")
    kind = f"{thing.direction}-enum" if was_closed and is_closed else "known"
    if (fresh := [word for word in after if word not in before]) and not (is_closed and not before):
        yield change(f"{kind}-value-added", at, thing, listed(fresh))
    if (gone := [word for word in before if word not in after]) and not (was_closed and not after):
        yield change(f"{kind}-value-removed", at, thing, listed(gone))


def formats(old: list[Alternative], new: list[Alternative], thing: Thing) -> Iterator[Change]:
    """Compare formats: some have a Python type of their own."""
    before, after = (
        {part.place.at("format").value for part in side} - {None} for side in (old, new)
    )
    if before != after:
        rule = "format-changed" if (before ^ after) & PYTHON_FORMATS else "format-noted"
        detail = f"{listed(sorted(before)) or 'none'} -> {listed(sorted(after)) or 'none'}"
        yield change(rule, new[-1].place.at("format"), thing, detail)


def ranges(old: list[Alternative], new: list[Alternative], thing: Thing) -> Iterator[Change]:
    """Compare what limits numbers, lengths and patterns."""
    for key in (*LOWER, *UPPER, *UNDECIDABLE, "uniqueItems"):
        before, after = (
            next((v for part in side if (v := part.place.at(key).value) is not None), None)
            for side in (old, new)
        )
        if key == "uniqueItems":
            before, after = before or None, after or None
        if same(before, after):
            continue
        if before is None or after is None:
            how = "narrowed" if before is None else "widened"
        elif key in UNDECIDABLE:
            how = ""
        else:
            how = "narrowed" if (after > before) == (key in LOWER) else "widened"
        rule = f"{thing.direction}-range-{how}" if how else "pattern-changed"
        detail = f"{key} {shown(before)} -> {shown(after)}"
        yield change(rule, new[-1].place.at(key), thing, detail)


def paired(old: list[Alternative], new: list[Alternative]) -> list[tuple[Alternative, Alternative]]:
    """Put alternatives together that are one: of the same name, then in their order."""
    pairs = [(left, right) for right in new for left in old if left.name == right.name]
    pairs = pairs if len(pairs) <= min(len(old), len(new)) else list(zip(old, new, strict=False))
    rest_old = [left for left in old if all(left is not pair[0] for pair in pairs)]
    rest_new = [right for right in new if all(right is not pair[1] for pair in pairs)]
    return [*pairs, *zip(rest_old, rest_new, strict=False)]


def renamed(gone: Mapping[str, Place], fresh: Mapping[str, Place]) -> dict[str, str]:
    """Names that stand for the same thing as before: alike in meaning, and in words or name."""
    found: dict[str, str] = {}
    for old, before in gone.items():
        for new, after in fresh.items():
            if new in found.values() or not same(promise(before.value), promise(after.value)):
                continue
            words = mapping(before.value).get("description")
            same_words = words and words == mapping(after.value).get("description")
            if same_words or SequenceMatcher(None, old, new).ratio() >= SIMILAR:
                found[old] = new
                break
    return found


def promise(value: Any) -> Any:
    """A part of a spec without its words, examples and name."""
    leave = {*WORDS, *EXAMPLES, "name"}
    return {key: item for key, item in mapping(value).items() if key not in leave}


def words_changed(old: Place, new: Place, thing: Thing) -> Iterator[Change]:
    """Compare what only people read, and the mark that something will go."""
    before, after = mapping(old.value), mapping(new.value)
    if any(before.get(key) != after.get(key) for key in WORDS):
        yield change("description-changed", new.at("description"), thing)
    if any(before.get(key) != after.get(key) for key in EXAMPLES):
        key = next(key for key in EXAMPLES if before.get(key) != after.get(key))
        yield change("example-changed", new.at(key), thing)
    if bool(before.get("deprecated")) != bool(after.get("deprecated")):
        rule = "deprecated" if after.get("deprecated") else "deprecation-lifted"
        yield change(rule, new.at("deprecated"), thing)


def unknown_keywords(
    old: Place, new: Place, known: frozenset[str], thing: Thing
) -> Iterator[Change]:
    """Find changed keywords that no rule speaks of."""
    for key in {**mapping(old.value), **mapping(new.value)}:
        if key not in known and not same(old.at(key).value, new.at(key).value):
            yield change("unclassified", new.at(key), thing, key)


def change(rule: str, place: Place, thing: Thing, detail: str = "") -> Change:
    """Make a change of a place."""
    return Change(rule, place.pointer, thing.label, detail, thing.subject)


def own(spec: Spec, place: Place, key: str) -> Any:
    """What a schema says by itself or by what it refers to."""
    here = mapping(place.value)
    return here[key] if key in here else spec.follow(place).at(key).value


def brief(spec: Spec, place: Place) -> str:
    """The types of a schema in a few words."""
    found = [part.name or part.type for part in alternatives(spec, place, ())]
    return " or ".join(dict.fromkeys(found))


def same(old: Any, new: Any) -> bool:
    """Whether two values are the same as JSON, in which 1 is not true."""
    return json.dumps(old, sort_keys=True) == json.dumps(new, sort_keys=True)


def shown(value: Any) -> str:
    """A value as JSON; `none` for what is not there."""
    return "none" if value is None else json.dumps(value, ensure_ascii=False)


def listed(values: list[Any]) -> str:
    """Values one after the other."""
    return ", ".join(value if isinstance(value, str) else shown(value) for value in values)
