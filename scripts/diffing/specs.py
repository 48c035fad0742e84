"""Judge what changed between two versions of a provider's spec, by the rules of rules.yaml.

A keyword that no rule knows is a change too (`unclassified`): nothing goes by unseen. Hand-written
because PyPI has no maintained tool that compares OpenAPI documents (oasdiff is Go, openapi-diff
stops at 3.0), and none knows what a change does to the names and types of a Python client.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

from documents.api import HOLDERS, NAMED, Operation, read_api
from documents.comparison import Step, came_or_went, pairs, same, walk, walk_shapes
from documents.shapes import ENTRY, ITEM, Note, Shape
from documents.spec import Place, Spec, mapping

from .renaming import matched, promise
from .rules import BOTH, REQUEST, RESPONSE, Change, rule_for, subject
from .things import Thing, named, thing_of
from .values import EXAMPLES, WORDS, listed, noted, values

#: Rules for keys of the document that are compared as a piece; the others are gone into.
PIECES = {
    "tags": "description-changed",
    "externalDocs": "description-changed",
    "x-request-headers": "request-headers-changed",
}
GONE_INTO = frozenset({"info", "servers", "paths", "components", "security", "x-error-body"})
SPEC = Thing(BOTH, "the spec", ())


class Baseline:
    """A spec that later versions are compared with, read once for all of them."""

    def __init__(self, spec: Spec) -> None:
        self.root = spec.root
        self.api = read_api(spec.document)

    def compare(self, new: Spec) -> tuple[list[Change], frozenset[str]]:
        """Find all changes up to another version, in the order of the document, each once.

        With them come the names of the classes that users only send, spelt as subjects are.
        """
        comparison = _Comparison(self, Baseline(new))
        same_place: dict[tuple[str, str], list[Change]] = {}
        for one in comparison.changes():
            same_place.setdefault((one.rule, one.pointer), []).append(one)
        found = {
            place: replace(first, shared=tuple(one for one in more if one.subject != first.subject))
            for place, (first, *more) in same_place.items()
        }
        versions = [root.at("info", "version") for root in comparison.roots]
        if not found and not same(self.root.value, new.document):
            only_version = not same(versions[0].value, versions[1].value)
            rule = "version-without-change" if only_version else "rewritten"
            found[rule, ""] = SPEC.change(rule, (versions[1] if only_version else new.root).pointer)
        sent, read = (comparison.classes[direction] for direction in (REQUEST, RESPONSE))
        return [*found.values()], frozenset(subject(name)[0] for name in sent - read)


class _Comparison:
    """All comparisons of two documents; the same place may come up more than once."""

    def __init__(self, old: Baseline, new: Baseline) -> None:
        self.roots = old.root, new.root
        self.old, self.new = old.api, new.api
        self.classes: dict[str, set[str]] = {REQUEST: set(), RESPONSE: set()}
        for operation in (*self.old.operations, *self.new.operations):
            for part, shape in operation.parts.items():
                is_sent = part in (*HOLDERS, "body")
                self.classes[REQUEST if is_sent else RESPONSE] |= named_schemas(shape)

    def at(self, *keys: str) -> Iterator[Place]:
        """A place in both documents."""
        return (root.at(*keys) for root in self.roots)

    def changes(self) -> Iterator[Change]:
        """Find what differs, in the order of the document."""
        yield from self.about()
        yield from self.servers()
        yield from self.error_reading()
        for was, now in pairs(self.old, self.new, has_same_key, has_same_name):
            if was and now:
                yield from self.operation(was, now, named(BOTH, key_of(now)))
            elif one := now or was:
                rule = f"operation-{'added' if now else 'removed'}"
                yield named(BOTH, key_of(one)).change(rule, one.pointer)
        yield from self.components()

    def about(self) -> Iterator[Change]:
        """Compare what stands around the operations."""
        infos = [{**mapping(info.value), "version": ""} for info in self.at("info")]
        if not same(*infos):
            yield SPEC.change("description-changed", "/info")
        for key in sorted({key for root in self.roots for key in mapping(root.value)}):
            old, new = self.at(key)
            if key not in GONE_INTO and not same(old.value, new.value):
                other = "extension-changed" if key.startswith("x-") else "unclassified"
                rule = PIECES.get(key, other)
                yield SPEC.change(rule, new.pointer, "" if key in PIECES else key)

    def servers(self) -> Iterator[Change]:
        """Compare addresses; the first one is the client's default."""
        before, after = self.old.servers, self.new.servers
        if before[:1] != after[:1]:
            thing = Thing(REQUEST, "`DEFAULT_BASE_URL`", subject("default_base_url"))
            detail = f"{listed(before[:1])} -> {listed(after[:1])}"
            yield thing.change("default-server-changed", "/servers/0", detail)
        thing = Thing(REQUEST, "servers", ())
        if before[1:] != after[1:]:
            yield thing.change("other-servers-changed", "/servers")
        for was, now in zip(*(place.children() for place in self.at("servers")), strict=False):
            yield from noted(texts(was, WORDS), texts(now, WORDS), thing)

    def error_reading(self) -> Iterator[Change]:
        """Compare where code, message and request id are looked for."""
        old, new = (mapping(place.value) for place in self.at("x-error-body"))
        if not same(old, new):
            is_extended = all(begins_with(new.get(key), old.get(key)) for key in {**old, **new})
            rule = f"error-reading-{'extended' if is_extended else 'changed'}"
            yield Thing(RESPONSE, "errors", ()).change(rule, "/x-error-body")

    def operation(self, old: Operation, new: Operation, thing: Thing) -> Iterator[Change]:
        """Compare two versions of an operation."""
        at = new.pointer
        if old.id != new.id:
            detail, other = f"was {old.id}", subject(old.id)
            yield thing.change("operation-renamed", f"{at}/operationId", detail, other)
        if nameless(old.path) != nameless(new.path):
            yield thing.change("path-changed", at, f"{old.path} -> {new.path}")
        if old.servers != new.servers:
            servers = (listed(one.servers) or "the document's server" for one in (old, new))
            where = f"{at.rpartition('/')[0]}/servers"
            yield thing.change("path-changed", where, " -> ".join(servers))
        if old.method != new.method:
            yield thing.change("method-changed", at, f"{old.method} -> {new.method}")
        if old.tag != new.tag:
            detail, other = f"was {old.tag}", subject(old.tag)
            yield thing.change("operation-moved", f"{at}/tags", detail, other)
        yield from noted(old.notes, new.notes, thing)
        yield from self.security(old.security, new.security, f"{at}/security", thing)
        for step in walk(old, new, matched):
            for change in judge(step, thing, new):
                yield change
                if step.above and step.above.kind == "body" and len(change.subject) == 2:
                    yield as_argument(change, thing)

    def security(
        self, before: list[str], after: list[str], at: str, thing: Thing
    ) -> Iterator[Change]:
        """Compare the ways to sign in, and how each works."""
        if fresh := [way for way in after if way not in before]:
            yield thing.change("security-added", at, listed(fresh))
        if gone := [way for way in before if way not in after]:
            yield thing.change("security-removed", at, listed(gone))
        if before and after and before[0] != after[0] and before[0] in after:
            yield thing.change("security-reordered", at, f"first is {after[0]}")
        for name in dict.fromkeys(" + ".join(after).split(" + ")):
            was, now = self.at("components", "securitySchemes", name)
            if was.value is None or now.value is None:
                continue
            inner = Thing(REQUEST, f"sign-in `{name}`", ())
            said = [texts(place, (*WORDS, *EXAMPLES, "deprecated")) for place in (was, now)]
            rest = [{key: value for key, value in mapping(place.value).items()
                     if key not in text[""].keywords}
                    for place, text in zip((was, now), said, strict=True)]  # fmt: skip
            if not same(*rest):
                yield inner.change("security-scheme-changed", now.pointer)
            yield from noted(said[0], said[1], inner)

    def components(self) -> Iterator[Change]:
        """Compare the named schemas by name: added, removed, and those that no operation uses."""
        old, new = self.at("components", "schemas")
        for name in {**mapping(old.value), **mapping(new.value)}:
            thing = named(RESPONSE, name)
            if old.at(name).value is None:
                yield thing.change("schema-added", new.at(name).pointer)
            elif new.at(name).value is None:
                yield thing.change("schema-removed", old.at(name).pointer)
            elif not any(name in used for used in self.classes.values()):
                shapes = self.old.schema(old.at(name)), self.new.schema(new.at(name))
                for step in walk_shapes(Step("schema", name, *shapes), matched):
                    yield from judge(step, thing, None)


def as_argument(change: Change, operation: Thing) -> Change:
    """A change of a field of the body, as one of the argument that the method has for it."""
    names = (change.subject, change.other)
    before, after = ((*operation.subject, *name[-1:]) if name else () for name in names)
    return replace(change, subject=before, other=after)


def judge(step: Step, whole: Thing, operation: Operation | None) -> Iterator[Change]:
    """Judge one step through an operation (in its new version), or through a named schema."""
    thing, kind = thing_of(step, whole), kind_of(step)
    old, new, way = step.old, step.new, thing.direction
    if step.was and kind != "header" and old and new:
        place, _, name = step.name.rpartition(" ")
        old_place, _, old_name = step.was.rpartition(" ")
        if name != old_name:
            before = thing_of(step._replace(name=step.was, new=None), whole)
            rule = rule_for(way, kind, "renamed")
            yield before.change(rule, old.pointer, f"now {name}", thing.subject)
            return
        detail = f"{old_place} -> {place}"
        yield thing.change("parameter-relocated", f"{new.pointer}/in", detail)
    if old and new:
        yield from both(kind, old, new, thing)
    elif kind == "contents" and (one := new or old):
        yield thing.change(f"{way}-type-changed", one.pointer, "its contents" if new else "")
    elif new:
        is_given = (new.required or new.facts.get("required")) and "default" not in new.stated
        how = "required" if is_given else "optional"
        if kind == "success" and operation and not has_like(operation, step.name):
            rule = "success-differs"
        else:
            rule = rule_for(way, kind, "added", how)
        detail = brief(new) if kind in ("parameter", "property") else ""
        yield thing.change(rule, new.pointer, detail)
    elif old:
        has_default = operation and "default" in operation.parts
        how = "undeclared" if kind == "error" and not has_default else "removed"
        yield thing.change(rule_for(way, kind, how), old.pointer)


def kind_of(step: Step) -> str:
    """What the rules call a part."""
    match step.kind:
        case "field":
            return "contents" if step.name in (ITEM, ENTRY) else "property"
        case "answer":
            return "success" if step.name.startswith("2") else "error"
        case kind:
            return kind


def has_like(operation: Operation, status: str) -> bool:
    """Whether another success has the same body, in whatever words."""
    bodies = {
        name: (shape.facts["media"], promise(replace(shape, facts={})))
        for name, shape in operation.parts.items()
        if name.startswith("2")
    }
    return bodies.pop(status) in bodies.values()


def both(kind: str, old: Shape, new: Shape, thing: Thing) -> Iterator[Change]:
    """Judge two versions of a part."""
    must, must_now = (bool(one.required or one.facts.get("required")) for one in (old, new))
    if must != must_now and kind != "contents":
        how = "required" if must_now else "optional"
        yield thing.change(rule_for(thing.direction, kind, "made", how), new.pointer)
    for key in ("style", "explode"):
        if old.facts.get(key) != new.facts.get(key):
            yield thing.change("parameter-encoding-changed", f"{new.pointer}/{key}", key)
    media, media_now = ({*one.facts.get("media", ())} for one in (old, new))
    for name in sorted(media ^ media_now):
        at = Place(new.pointer, None).at("content", name).pointer
        rule = f"content-{'added' if name in media_now else 'removed'}"
        yield thing.change(rule, at, name)
    yield from noted(old.notes, new.notes, thing)
    if not came_or_went(old, new):
        yield from values(old, new, thing)


def key_of(operation: Operation) -> str:
    """What an operation is called."""
    return operation.id or operation.name


def has_same_key(old: Operation, new: Operation) -> bool:
    """Whether two operations are called the same."""
    return key_of(old) == key_of(new)


def has_same_name(old: Operation, new: Operation) -> bool:
    """Whether two operations have the same method and path."""
    return old.name == new.name


def begins_with(new: Any, old: Any) -> bool:
    """Whether a list of places, or none, has further ones at its end at most."""
    if not (isinstance(old, list | None) and isinstance(new, list | None)):
        return False
    was, now = cast("list[Any]", old or []), cast("list[Any]", new or [])
    return same(was, now[: len(was)])


def texts(place: Place, keys: tuple[str, ...]) -> dict[str, Note]:
    """What a place says to people."""
    said = mapping(place.value)
    return {"": Note(place.pointer, {key: said[key] for key in keys if key in said})}


def named_schemas(shape: Shape) -> set[str]:
    """The named schemas in a shape."""
    found = {name for name, one in shape.notes.items() if one.pointer == f"{NAMED}{name}"}
    return found.union(*map(named_schemas, (*shape.fields.values(), *shape.headers.values())))


def nameless(path: str) -> str:
    """A path as it is sent, whose parameters have no names: they are compared as parameters."""
    return re.sub(r"\{[^}]*\}", "{}", path.partition("#")[0])


def brief(shape: Shape) -> str:
    """The types of a shape in a few words."""
    found = [" or ".join(sorted(shape.names.get(one, {one}))) for one in sorted(shape.types)]
    return " or ".join(dict.fromkeys(found)) or "any"
