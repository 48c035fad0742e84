"""Judge what changed between two versions of a provider's spec, by the rules of rules.yaml.

A keyword that no rule knows is a change too (`unclassified`): nothing goes by unseen. Hand-written
because the tools that compare OpenAPI documents are for other languages, and none knows what a
change does to the names and types of a Python client.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from documents.api import (
    ENTRY,
    HOLDERS,
    ITEM,
    LOWER,
    NAMED,
    UNDECIDABLE,
    UPPER,
    Api,
    Names,
    Note,
    Operation,
    Shape,
    Step,
    by_name,
    read_api,
    walk,
    walk_shapes,
)
from documents.spec import Place, Spec, mapping

from .rules import BOTH, REQUEST, RESPONSE, Change, Subject, subject

#: Formats for which the client has a Python type of its own; all others stay what JSON has.
PYTHON_FORMATS = frozenset({"date-time"})
WORDS = ("title", "summary", "description", "externalDocs", "$comment")
EXAMPLES = ("example", "examples")
ROOT = frozenset({"info", "servers", "tags", "paths", "components", "security", "externalDocs"}
                 | {"x-error-body", "x-request-headers"})  # fmt: skip
SIMILAR = 0.6  # of 1: how much two names must have in common to be one renamed part


class Thing(NamedTuple):
    """What is compared: in which direction, how people call it, how the code calls it."""

    direction: str
    label: str
    subject: Subject

    def inner(self, owner: str | None, name: str) -> "Thing":
        """A property of this object, which is called by its class where it has one."""
        if name in (ITEM, ENTRY):
            return self
        holder = owner or self.label.strip("`")
        return Thing(self.direction, f"`{holder}.{name}`", subject(holder, name))


def compare(old: Spec, new: Spec) -> tuple[list[Change], frozenset[str]]:
    """Find all changes between two specs, in the order of the document, each once.

    With them come the names of the classes that users only send, spelt as subjects are.
    """
    comparison = Comparison(old, new)
    found: dict[tuple[str, str], Change] = {}
    for one in comparison.changes():
        found.setdefault((one.rule, one.pointer), one)
    versions = [spec.root.at("info", "version") for spec in (old, new)]
    if not found and not same(old.document, new.document):
        only_version = not same(versions[0].value, versions[1].value)
        rule = "version-without-change" if only_version else "rewritten"
        where = versions[1] if only_version else new.root
        found[rule, ""] = change(rule, where.pointer, Thing(BOTH, "the spec", ()))
    sent, read = (comparison.named[direction] for direction in (REQUEST, RESPONSE))
    return [*found.values()], frozenset(subject(name)[0] for name in sent - read)


class Comparison:
    """All comparisons of two documents."""

    def __init__(self, old: Spec, new: Spec) -> None:
        self.old, self.new = old, new
        self.apis = read_api(old.document), read_api(new.document)
        self.named = {
            direction: {name for api in self.apis for name in classes(api, direction)}
            for direction in (REQUEST, RESPONSE)
        }

    def changes(self) -> Iterator[Change]:
        """Find what differs; the same place may come up more than once."""
        yield from self.about()
        yield from self.servers()
        yield from self.error_reading()
        yield from self.operations()
        yield from self.components()

    def about(self) -> Iterator[Change]:
        """Compare what stands around the operations."""
        old, new = self.old.root, self.new.root
        thing = Thing(BOTH, "the spec", ())
        rest = [
            {k: v for k, v in mapping(root.at("info").value).items() if k != "version"}
            for root in (old, new)
        ]
        if not same(*rest):
            yield change("description-changed", "/info", thing)
        for key in sorted({*mapping(old.value), *mapping(new.value)}):
            if same(old.at(key).value, new.at(key).value):
                continue
            if key in ("tags", "externalDocs"):
                yield change("description-changed", f"/{key}", thing)
            elif key == "x-request-headers":
                yield change("request-headers-changed", f"/{key}", thing)
            elif key not in ROOT:
                yield change("unclassified", new.at(key).pointer, thing, key)

    def servers(self) -> Iterator[Change]:
        """Compare addresses; the first one is the client's default."""
        old, new = (list(spec.root.at("servers").children()) for spec in (self.old, self.new))
        thing = Thing(REQUEST, "`DEFAULT_BASE_URL`", subject("default_base_url"))
        before, after = [*map(server_address, old)], [*map(server_address, new)]
        if before[:1] != after[:1]:
            detail = f"{listed(before[:1])} -> {listed(after[:1])}"
            yield change("default-server-changed", "/servers/0", thing, detail)
        thing = Thing(REQUEST, "servers", ())
        if before[1:] != after[1:]:
            yield change("other-servers-changed", "/servers", thing)
        for was, now in zip(old, new, strict=False):
            texts = [Note(p.pointer, pick(mapping(p.value), WORDS)) for p in (was, now)]
            yield from noted({"": texts[0]}, {"": texts[1]}, thing)

    def error_reading(self) -> Iterator[Change]:
        """Compare where code, message and request id are looked for."""
        old, new = (mapping(s.root.at("x-error-body").value) for s in (self.old, self.new))
        rule = "error-reading-extended"
        if same(old, new):
            return
        for key in {**old, **new}:
            was: list[Any] | None = old.get(key) or []
            now: list[Any] | None = new.get(key) or []
            if not (isinstance(was, list) and isinstance(now, list) and same(was, now[: len(was)])):
                rule = "error-reading-changed"
        yield change(rule, "/x-error-body", Thing(RESPONSE, "errors", ()))

    def operations(self) -> Iterator[Change]:
        """Compare operations, found again by operationId, else by method and path."""
        before, after = ({one.id or one.name: one for one in api.operations} for api in self.apis)
        for name, now in after.items():
            was = before.pop(name, None) or next(
                (one for key, one in before.items() if one.name == now.name and key not in after),
                None,
            )
            thing = Thing(BOTH, f"`{name}`", subject(name))
            if was is None:
                yield change("operation-added", now.pointer, thing)
            else:
                before.pop(was.id or was.name, None)
                yield from self.operation(was, now, thing)
        for name, was in before.items():
            thing = Thing(BOTH, f"`{name}`", subject(name))
            yield change("operation-removed", was.pointer, thing)

    def operation(self, old: Operation, new: Operation, thing: Thing) -> Iterator[Change]:
        """Compare two versions of an operation."""
        if old.id != new.id:
            found = change(
                "operation-renamed", f"{new.pointer}/operationId", thing, f"was {old.id}"
            )
            yield replace(found, other=subject(old.id))
        if nameless(old.path) != nameless(new.path):
            yield change("path-changed", new.pointer, thing, f"{old.path} -> {new.path}")
        paths = (
            spec.root.at("paths", one.path) for spec, one in ((self.old, old), (self.new, new))
        )
        servers = [[server_address(one) for one in p.at("servers").children()] for p in paths]
        if servers[0] != servers[1]:
            detail = " -> ".join(listed(one) or "the document's server" for one in servers)
            at = Place("/paths", None).at(new.path, "servers").pointer
            yield change("path-changed", at, thing, detail)
        if old.method != new.method:
            yield change("method-changed", new.pointer, thing, f"{old.method} -> {new.method}")
        if old.tag != new.tag:
            found = change("operation-moved", f"{new.pointer}/tags", thing, f"was {old.tag}")
            yield replace(found, other=subject(old.tag))
        yield from noted(old.notes, new.notes, thing)
        yield from self.security(old, new, thing)
        for step in walk(old, new, matched):
            yield from self.judge(step, thing, new)

    def judge(self, step: Step, operation: Thing, new: Operation) -> Iterator[Change]:
        """Judge one step through an operation, or through a named schema."""
        thing = thing_of(step, operation)
        if step.was and step.old and step.new:
            kind = "parameter" if step.kind == "parameter" else f"{thing.direction}-property"
            was = thing_of(step._replace(name=step.was, new=None), operation)
            if step.kind == "parameter" and step.was.split(" ")[1] == step.name.split(" ")[1]:
                detail = f"{step.was.split(' ')[0]} -> {step.name.split(' ')[0]}"
                yield change("parameter-relocated", f"{step.new.pointer}/in", thing, detail)
            else:
                now = step.name.rpartition(" ")[2]
                found = change(f"{kind}-renamed", step.old.pointer, was, f"now {now}")
                yield replace(found, other=thing.subject)
                return
        if step.old and step.new:
            yield from both(step, step.old, step.new, thing)
        elif step.new:
            yield from added(step, step.new, thing)
            if step.kind == "answer" and step.name.startswith("2"):
                known = [a.facts["schemas"] for s, a in new.answers.items()
                         if s != step.name and s.startswith("2")]  # fmt: skip
                rule = "success-added" if step.new.facts["schemas"] in known else "success-differs"
                yield change(rule, step.new.pointer, thing)
        elif step.old:
            yield from removed(step, step.old, thing, has_default="default" in new.parts)

    def security(self, old: Operation, new: Operation, thing: Thing) -> Iterator[Change]:
        """Compare the ways to sign in, and how each works."""
        before, after = ways(self.old, old), ways(self.new, new)
        at = f"{new.pointer}/security"
        if fresh := [way for way in after if way not in before]:
            yield change("security-added", at, thing, listed(fresh))
        if gone := [way for way in before if way not in after]:
            yield change("security-removed", at, thing, listed(gone))
        if before and after and before[0] != after[0] and before[0] in after:
            yield change("security-reordered", at, thing, f"first is {after[0]}")
        schemes = [spec.root.at("components", "securitySchemes") for spec in (self.old, self.new)]
        for name in dict.fromkeys([*" + ".join(after).split(" + ")]):
            was, now = (place.at(name) for place in schemes)
            if was.value is None or now.value is None:
                continue
            inner = Thing(REQUEST, f"sign-in `{name}`", ())
            texts = [Note(p.pointer, pick(mapping(p.value), (*WORDS, *EXAMPLES, "deprecated")))
                     for p in (was, now)]  # fmt: skip
            rest = [{k: v for k, v in mapping(p.value).items() if k not in text.keywords}
                    for p, text in zip((was, now), texts, strict=True)]  # fmt: skip
            if not same(*rest):
                yield change("security-scheme-changed", now.pointer, inner)
            yield from noted({"": texts[0]}, {"": texts[1]}, inner)

    def components(self) -> Iterator[Change]:
        """Compare the named schemas by name: added, removed, and those that no operation uses."""
        old, new = (s.root.at("components", "schemas") for s in (self.old, self.new))
        used = self.named[REQUEST] | self.named[RESPONSE]
        for name in {**mapping(old.value), **mapping(new.value)}:
            thing = Thing(RESPONSE, f"`{name}`", subject(name))
            if old.at(name).value is None:
                yield change("schema-added", new.at(name).pointer, thing)
            elif new.at(name).value is None:
                yield change("schema-removed", old.at(name).pointer, thing)
            elif name not in used:
                sides = zip(self.apis, (old, new), strict=True)
                was, now = (api.schema(place.at(name)) for api, place in sides)
                step = Step("schema", name, was, now)
                for inner in (step, *walk_shapes(step, matched)):
                    yield from self.judge(inner, thing, Operation("", "", set()))


def thing_of(step: Step, operation: Thing) -> Thing:
    """Name a part for people and for the code."""
    label, names = operation.label, operation.subject
    match step.kind:
        case "parameter":
            name = step.name.partition(" ")[2]
            return Thing(REQUEST, f"`{name}` of {label}", (*names, *subject(name)))
        case "body":
            return Thing(REQUEST, f"body of {label}", (*names, "body"))
        case "answer":
            return Thing(RESPONSE, f"answer {step.name} of {label}", (*names, "return"))
        case "schema":
            return operation
        case kind:
            above = thing_of(step.above, operation) if step.above else operation
            if kind == "header":
                return Thing(RESPONSE, f"header `{step.name}` of {above.label}", ())
            holder = step.above and (step.above.new if step.new else step.above.old)
            return above.inner(holder and holder.name, step.name)


def added(step: Step, new: Shape, thing: Thing) -> Iterator[Change]:
    """Judge a part that was added; `judge` looks at successes."""
    must = bool(new.required or new.facts.get("required"))
    how = "required" if must and "default" not in new.stated else "optional"
    match step.kind:
        case "field" if step.name in (ITEM, ENTRY):
            yield change(f"{thing.direction}-type-changed", new.pointer, thing, "its contents")
        case "field":
            how = "" if thing.direction == RESPONSE else "-required" if must else "-optional"
            rule = f"{thing.direction}-property-added{how}"
            yield change(rule, new.pointer, thing, brief(new))
        case "parameter":
            yield change(f"parameter-added-{how}", new.pointer, thing, brief(new))
        case "body":
            yield change(f"body-added-{how}", new.pointer, thing)
        case "header":
            yield change("header-added", new.pointer, thing)
        case "answer" if not step.name.startswith("2"):
            yield change("error-added", new.pointer, thing)
        case _:
            pass


def removed(step: Step, old: Shape, thing: Thing, *, has_default: bool) -> Iterator[Change]:
    """Judge a part that was removed."""
    rule = f"{step.kind}-removed"
    if step.kind == "field":
        is_name = step.name not in (ITEM, ENTRY)
        rule = f"{thing.direction}-{'property-removed' if is_name else 'type-changed'}"
    elif step.kind == "answer":
        error = "error-removed" if has_default else "error-undeclared"
        rule = "success-removed" if step.name.startswith("2") else error
    yield change(rule, old.pointer, thing)


def both(step: Step, old: Shape, new: Shape, thing: Thing) -> Iterator[Change]:
    """Judge two versions of a part."""
    kind = f"{thing.direction}-property" if step.kind == "field" else step.kind
    must, must_now = (bool(one.required or one.facts.get("required")) for one in (old, new))
    if must != must_now and step.name not in (ITEM, ENTRY):
        how = "required" if must_now else "optional"
        yield change(f"{kind}-made-{how}", new.pointer, thing)
    for key in ("style", "explode"):
        if old.facts.get(key) != new.facts.get(key):
            yield change("parameter-encoding-changed", f"{new.pointer}/{key}", thing, key)
    media, media_now = (one.facts.get("media", ()) for one in (old, new))
    for name in {**dict.fromkeys(media), **dict.fromkeys(media_now)}:
        if (name in media) != (name in media_now):
            how = "added" if name in media_now else "removed"
            at = Place(new.pointer, None).at("content", name).pointer
            yield change(f"content-{how}", at, thing, name)
    yield from noted(old.notes, new.notes, thing)
    if bool(media) == bool(media_now):  # else a body came or went, and what is in it follows
        yield from values(old, new, thing)


def values(old: Shape, new: Shape, thing: Thing) -> Iterator[Change]:
    """Judge what may come in a place: default, types, words, format, limits."""
    way = thing.direction
    was, now = old.stated.get("default"), new.stated.get("default")
    if not same(was, now):
        how = "added" if was is None else "removed" if now is None else "changed"
        rule = f"{way}-default-{how if way != RESPONSE else 'changed'}"
        yield change(rule, f"{new.pointer}/default", thing, f"{shown(was)} -> {shown(now)}")
    before, after = (one.types or {"any"} for one in (old, new))
    if ("null" in before) != ("null" in after) and "any" not in before | after:
        how = "added" if "null" in after else "removed"
        yield change(f"{way}-nullable-{how}", new.pointer, thing)
    more, less = added_types(before, after), added_types(after, before)
    if more or less:
        how = "changed" if more and less else "widened" if more else "narrowed"
        detail = f"{' or '.join(sorted(before))} -> {' or '.join(sorted(after))}"
        yield change(f"{way}-type-{how}", new.pointer, thing, detail)
    shared = sorted(before & after - {"null"})
    if any(old.names.get(one) != new.names.get(one) for one in shared):
        names = [listed(sorted({n for one in shared for n in side.names.get(one, ())}))
                 for side in (old, new)]  # fmt: skip
        detail = f"{names[0] or 'a schema without name'} -> {names[1] or 'none'}"
        yield change("class-changed", new.pointer, thing, detail)
    if shared:
        yield from enumerations(old, new, thing)
        yield from limits(old, new, thing)


def enumerations(old: Shape, new: Shape, thing: Thing) -> Iterator[Change]:
    """Judge the words of an enumeration.

    The words belong to the schema that lists them; whether others may come, to the one at hand.
    """
    pointers = [*new.words.values(), *old.words.values()]
    if not pointers:
        return
    if old.is_closed != new.is_closed:
        how = "closed" if new.is_closed else "opened"
        yield change(f"{thing.direction}-enum-{how}", new.pointer, thing)
    at = pointers[0] if pointers[0].endswith("/const") else pointers[0].rpartition("/")[0]
    holder = at.removeprefix(NAMED).rpartition("/")[0]
    if holder and "/" not in holder:
        thing = thing._replace(label=f"`{holder}`", subject=subject(holder))
    kind = f"{thing.direction}-enum" if old.is_closed and new.is_closed else "known"
    fresh = [word for word in new.words if word not in old.words]
    gone = [word for word in old.words if word not in new.words]
    if fresh and not (new.is_closed and not old.words):
        yield change(f"{kind}-value-added", at, thing, listed(fresh))
    if gone and not (old.is_closed and not new.words):
        yield change(f"{kind}-value-removed", at, thing, listed(gone))


def limits(old: Shape, new: Shape, thing: Thing) -> Iterator[Change]:
    """Judge formats, some of which have a Python type, and what limits numbers and lengths."""
    for key in ("format", *LOWER, *UPPER, *UNDECIDABLE, "uniqueItems", "additionalProperties"):
        before, after = old.stated.get(key), new.stated.get(key)
        if key == "uniqueItems":
            before, after = before or None, after or None
        if same(before, after):
            continue
        if key == "format":
            rule = "format-changed" if {before, after} & PYTHON_FORMATS else "format-noted"
        elif key == "additionalProperties":
            rule = f"{thing.direction}-type-changed"
        elif before is None or after is None:
            rule = f"{thing.direction}-range-{'narrowed' if before is None else 'widened'}"
        elif key in UNDECIDABLE:
            rule = "pattern-changed"
        else:
            rises = float(str(after)) > float(str(before))
            rule = f"{thing.direction}-range-{'narrowed' if rises == (key in LOWER) else 'widened'}"
        detail = f"{key} {shown(before)} -> {shown(after)}"
        yield change(rule, f"{new.pointer}/{key}", thing, detail)


def noted(old: Mapping[str, Note], new: Mapping[str, Note], thing: Thing) -> Iterator[Change]:
    """Compare what only people read, the mark that something will go, and unknown keywords."""
    for name in (name for name in new if name in old):
        before, (pointer, after) = old[name].keywords, new[name]
        is_named = pointer == f"{NAMED}{name}"
        about = Thing(thing.direction, f"`{name}`", subject(name)) if is_named else thing
        differing = [k for k in {**before, **after} if not same(before.get(k), after.get(k))]
        if any(key in WORDS for key in differing):
            yield change("description-changed", f"{pointer}/description", about)
        for key in differing:
            at = f"{pointer}/{key}"
            if key in EXAMPLES:
                yield change("example-changed", at, about)
            elif key == "deprecated":
                rule = "deprecated" if after.get(key) else "deprecation-lifted"
                if bool(before.get(key)) != bool(after.get(key)):
                    yield change(rule, at, about)
            elif key not in WORDS:
                yield change("unclassified", at, about, key)


def matched(old: Names, new: Names) -> Iterator[tuple[str, str]]:
    """Match parts by name; then a parameter of the same name elsewhere, then what was renamed."""
    gone = {name: shape for name, shape in old.items() if name not in new}
    fresh = {name: shape for name, shape in new.items() if name not in old}
    pairs: list[tuple[str, str]] = []
    for is_one in (is_moved, is_renamed):
        for was in [*gone]:
            now = next((one for one in fresh if is_one(was, gone[was], one, fresh[one])), None)
            if now is not None:
                del gone[was], fresh[now]
                pairs.append((was, now))
    yield from pairs
    yield from ((was, now) for was, now in by_name(old, new)
                if (was and now) or was in gone or now in fresh)  # fmt: skip


def is_moved(old: str, _before: Shape, new: str, _after: Shape) -> bool:
    """Whether two parameters have the same name in different places."""
    return " " in old and " " in new and old.partition(" ")[2] == new.partition(" ")[2]


def is_renamed(old: str, before: Shape, new: str, after: Shape) -> bool:
    """Whether two names stand for the same part: alike in meaning, and in words or name."""
    if not same(promise(before), promise(after)) or {old, new} & {ITEM, ENTRY}:
        return False
    texts = [one.notes[""].keywords.get("description") if one.notes else None
             for one in (before, after)]  # fmt: skip
    same_words = texts[0] and texts[0] == texts[1]
    return bool(same_words) or SequenceMatcher(None, old, new).ratio() >= SIMILAR


def promise(shape: Shape) -> Any:
    """What a shape says, without its words, examples and places; a class by its name alone."""
    names = {kind: sorted(found) for kind, found in shape.names.items()}
    about = [sorted(shape.types), bool(shape.required), names, shape.facts]
    if not names:
        about += [sorted(map(shown, shape.words)), sorted(shape.wordless), shape.stated]
        about.append({name: promise(inner) for name, inner in shape.fields.items()})
    return about


def classes(api: Api, direction: str) -> set[str]:
    """The named schemas that operations send or answer."""
    found: set[str] = set()

    def visit(shape: Shape) -> None:
        found.update(name for name, one in shape.notes.items() if one.pointer == f"{NAMED}{name}")
        for inner in (*shape.fields.values(), *shape.headers.values()):
            visit(inner)

    for operation in api.operations:
        for part, shape in operation.parts.items():
            if (part in (*HOLDERS, "body")) == (direction == REQUEST):
                visit(shape)
    return found


def nameless(path: str) -> str:
    """A path whose parameters have no names: they are compared as parameters."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def server_address(server: Place) -> str:
    """A server's address with the defaults of its variables."""
    url = str(server.at("url").value)
    for variable in server.at("variables").children():
        url = url.replace(f"{{{variable.name}}}", str(variable.at("default").value))
    return url


def ways(spec: Spec, operation: Operation) -> list[str]:
    """The ways to sign in, in order; an empty one is called `none`."""
    path = operation.pointer.split("/")
    holder = spec.root.at("paths", operation.path, path[-1])
    holder = holder if holder.at("security").value is not None else spec.root
    found: list[str] = []
    for way in holder.at("security").children():
        parts = [f"{n}{shown(s) if s else ''}" for n, s in sorted(mapping(way.value).items())]
        found.append(" + ".join(parts) or "none")
    return found


def added_types(old: set[str], new: set[str]) -> set[str]:
    """Types that the new schema allows and the old one did not; each integer is a number."""
    if "any" in old:
        return set()
    return {one for one in new - old - {"null"} if not (one == "integer" and "number" in old)}


def change(rule: str, pointer: str, thing: Thing, detail: str = "") -> Change:
    """Make a change of a place."""
    return Change(rule, pointer, thing.label, detail, thing.subject)


def pick(value: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """Some entries of a mapping."""
    return {key: value[key] for key in keys if key in value}


def brief(shape: Shape) -> str:
    """The types of a shape in a few words."""
    found = [" or ".join(sorted(shape.names.get(one, {one}))) for one in sorted(shape.types)]
    return " or ".join(dict.fromkeys(found)) or "any"


def same(old: Any, new: Any) -> bool:
    """Whether two values are the same as JSON, in which 1 is not true."""
    return json.dumps(old, sort_keys=True) == json.dumps(new, sort_keys=True)


def shown(value: Any) -> str:
    """A value as JSON; `none` for what is not there."""
    return "none" if value is None else json.dumps(value, ensure_ascii=False)


def listed(values: Iterable[Any]) -> str:
    """Values one after the other."""
    return ", ".join(value if isinstance(value, str) else shown(value) for value in values)
