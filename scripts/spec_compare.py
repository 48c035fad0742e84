"""Compare two versions of a provider's spec: operations, parameters, bodies, answers, security.

`compare(old, new)` yields each change once, with the rule of spec_changes.py that it falls under.
A keyword that no rule knows is a change too (`unclassified`): nothing goes by unseen.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from schema_compare import (
    EXAMPLES,
    WORDS,
    SchemaComparison,
    Thing,
    brief,
    change,
    listed,
    own,
    renamed,
    same,
    shown,
    unknown_keywords,
    words_changed,
)
from spec_changes import BOTH, REQUEST, RESPONSE, Change, subject
from spec_files import METHODS, Place, Spec, mapping

TEXTS = {*WORDS, *EXAMPLES, "deprecated"}
ROOT = frozenset({"info", "servers", "tags", "paths", "components", "security", "externalDocs"}
                 | {"x-error-body", "x-request-headers"})  # fmt: skip
OPERATION = frozenset({"operationId", "tags", "security", "parameters", "requestBody", "responses"}
                      | TEXTS)  # fmt: skip
PATH = frozenset({"parameters", "servers", *METHODS, *TEXTS})
PARAMETER = frozenset({"$ref", "name", "in", "required", "schema", "style", "explode", *TEXTS})
BODY = frozenset({"$ref", "required", "content", *TEXTS})
ANSWER = frozenset({"$ref", "headers", "content", *TEXTS})
HEADER = frozenset({"$ref", "required", "schema", *TEXTS})
MEDIA = frozenset({"schema", *TEXTS})


class Operation(NamedTuple):
    """One operation with its address."""

    name: str
    method: str
    path: str
    place: Place


def compare(old: Spec, new: Spec) -> tuple[list[Change], frozenset[str]]:
    """Find all changes between two specs, in the order of the document, each once.

    With them come the names of the classes that users only send, spelt as subjects are.
    """
    found: dict[tuple[str, str], Change] = {}
    comparison = Comparison(old, new)
    for one in comparison.changes():
        found.setdefault((one.rule, one.pointer), one)
    versions = [spec.root.at("info", "version") for spec in (old, new)]
    if not found and not same(old.document, new.document):
        only_version = not same(versions[0].value, versions[1].value)
        rule = "version-without-change" if only_version else "rewritten"
        where = versions[1] if only_version else new.root
        found[rule, ""] = change(rule, where, Thing(BOTH, "the spec", ()))
    return [*found.values()], comparison.schemas.request_only()


class Comparison:
    """All comparisons of two documents."""

    def __init__(self, old: Spec, new: Spec) -> None:
        self.old = old
        self.new = new
        self.schemas = SchemaComparison(old, new)

    def changes(self) -> Iterator[Change]:
        """Find what differs; the same place may come up more than once."""
        yield from self.about()
        yield from self.servers()
        yield from self.error_reading()
        yield from self.operations()
        yield from self.schemas.components()

    def about(self) -> Iterator[Change]:
        """Compare what stands around the operations."""
        old, new = self.old.root, self.new.root
        thing = Thing(BOTH, "the spec", ())
        rest = [
            {k: v for k, v in mapping(root.at("info").value).items() if k != "version"}
            for root in (old, new)
        ]
        if not same(*rest):
            yield change("description-changed", new.at("info"), thing)
        for key in ("tags", "externalDocs"):
            if not same(old.at(key).value, new.at(key).value):
                yield change("description-changed", new.at(key), thing)
        yield from unknown_keywords(old, new, ROOT, thing)
        if not same(old.at("x-request-headers").value, new.at("x-request-headers").value):
            yield change("request-headers-changed", new.at("x-request-headers"), thing)

    def servers(self) -> Iterator[Change]:
        """Compare addresses; the first one is the client's default."""
        old, new = (list(spec.root.at("servers").children()) for spec in (self.old, self.new))
        thing = Thing(REQUEST, "`DEFAULT_BASE_URL`", subject("default_base_url"))
        if [address(place) for place in old[:1]] != [address(place) for place in new[:1]]:
            detail = f"{listed(list(map(address, old[:1])))} -> "
            detail += listed(list(map(address, new[:1])))
            yield change("default-server-changed", self.new.root.at("servers", 0), thing, detail)
        if [address(place) for place in old[1:]] != [address(place) for place in new[1:]]:
            where = self.new.root.at("servers")
            yield change("other-servers-changed", where, Thing(REQUEST, "servers", ()))
        for before, after in zip(old, new, strict=False):
            yield from words_changed(before, after, Thing(REQUEST, "servers", ()))

    def error_reading(self) -> Iterator[Change]:
        """Compare where code, message and request id are looked for."""
        old, new = self.old.root.at("x-error-body"), self.new.root.at("x-error-body")
        if same(old.value, new.value):
            return
        before, after = mapping(old.value), mapping(new.value)
        longer = all(
            isinstance(was := before.get(key) or [], list)
            and isinstance(now := after.get(key) or [], list)
            and same(was, now[: len(was)])  # pyright: ignore[reportUnknownArgumentType]
            for key in {*before, *after}
            if not same(before.get(key), after.get(key))
        )
        rule = "error-reading-extended" if longer else "error-reading-changed"
        yield change(rule, new, Thing(RESPONSE, "errors", ()))

    def operations(self) -> Iterator[Change]:
        """Compare operations, found again by operationId, else by method and path."""
        before, after = by_name(self.old), by_name(self.new)
        for name, now in after.items():
            was = before.pop(name, None) or next(
                (one for one in before.values() if one[1:3] == now[1:3] and one.name not in after),
                None,
            )
            thing = Thing(BOTH, f"`{name}`", subject(name))
            if was is None:
                yield change("operation-added", now.place, thing)
            else:
                before.pop(was.name, None)
                yield from self.operation(was, now, thing)
        for was in before.values():
            thing = Thing(BOTH, f"`{was.name}`", subject(was.name))
            yield change("operation-removed", was.place, thing)

    def operation(self, old: Operation, new: Operation, thing: Thing) -> Iterator[Change]:
        """Compare two versions of an operation."""
        if old.name != new.name:
            where = new.place.at("operationId")
            found = change("operation-renamed", where, thing, f"was {old.name}")
            yield replace(found, other=subject(old.name))
        if nameless(old.path) != nameless(new.path):
            detail = f"{old.path} -> {new.path}"
            yield change("path-changed", new.place, thing, detail)
        if old.method != new.method:
            yield change("method-changed", new.place, thing, f"{old.method} -> {new.method}")
        if not same(old.place.at("tags").value, new.place.at("tags").value):
            tags = old.place.at("tags").value or ("default",)
            found = change("operation-moved", new.place.at("tags"), thing, f"was {tags[0]}")
            yield replace(found, other=subject(str(tags[0])))
        yield from words_changed(old.place, new.place, thing)
        yield from unknown_keywords(old.place, new.place, OPERATION, thing)
        path, path_now = self.old.root.at("paths", old.path), self.new.root.at("paths", new.path)
        yield from unknown_keywords(path, path_now, PATH, thing)
        servers = [list(map(address, one.at("servers").children())) for one in (path, path_now)]
        if servers[0] != servers[1]:
            detail = " -> ".join(listed(found) or "the document's server" for found in servers)
            yield change("path-changed", path_now.at("servers"), thing, detail)
        yield from self.security(old.place, new.place, thing)
        yield from self.parameters(old.place, new.place, thing)
        yield from self.request_body(old.place, new.place, thing)
        yield from self.answers(old.place, new.place, thing)

    def security(self, old: Place, new: Place, thing: Thing) -> Iterator[Change]:
        """Compare the ways to sign in, and how each works."""
        before, after = ways(self.old, old), ways(self.new, new)
        at = new.at("security")
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
            if not same(*({k: v for k, v in mapping(p.value).items() if k not in TEXTS}
                          for p in (was, now))):  # fmt: skip
                yield change("security-scheme-changed", now, inner)
            yield from words_changed(was, now, inner)

    def parameters(self, old: Place, new: Place, thing: Thing) -> Iterator[Change]:
        """Compare parameters, found again by name; one of the same name elsewhere has moved."""
        before, after = parameters(self.old, old), parameters(self.new, new)
        gone = {name: place for name, place in before.items() if name not in after}
        fresh = {name: place for name, place in after.items() if name not in before}
        for was, now in renamed(gone, fresh).items():
            inner = parameter_thing(thing, was)
            found = change("parameter-renamed", gone.pop(was), inner, f"now {now}")
            yield replace(found, other=parameter_thing(thing, now).subject)
            del fresh[now]
        for name, place in gone.items():
            yield change("parameter-removed", place, parameter_thing(thing, name))
        for name, place in fresh.items():
            must = (
                place.at("required").value and own(self.new, place.at("schema"), "default") is None
            )
            rule = f"parameter-added-{'required' if must else 'optional'}"
            detail = brief(self.new, place.at("schema"))
            yield change(rule, place, parameter_thing(thing, name), detail)
        for name in after:
            if name in before:
                inner = parameter_thing(thing, name)
                yield from self.parameter(before[name], after[name], inner)

    def parameter(self, old: Place, new: Place, thing: Thing) -> Iterator[Change]:
        """Compare two versions of a parameter."""
        if old.at("in").value != new.at("in").value:
            detail = f"{old.at('in').value} -> {new.at('in').value}"
            yield change("parameter-relocated", new.at("in"), thing, detail)
        if bool(old.at("required").value) != bool(new.at("required").value):
            how = "required" if new.at("required").value else "optional"
            yield change(f"parameter-made-{how}", new, thing)
        for key in ("style", "explode"):
            if old.at(key).value != new.at(key).value:
                yield change("parameter-encoding-changed", new.at(key), thing, key)
        yield from words_changed(old, new, thing)
        yield from unknown_keywords(old, new, PARAMETER, thing)
        yield from self.schemas.compare(old.at("schema"), new.at("schema"), thing)

    def request_body(self, old: Place, new: Place, thing: Thing) -> Iterator[Change]:
        """Compare what an operation is sent."""
        before = self.old.follow(old.at("requestBody"))
        after = self.new.follow(new.at("requestBody"))
        thing = Thing(REQUEST, f"body of {thing.label}", (*thing.subject, "body"))
        must, must_now = (bool(body.at("required").value) for body in (before, after))
        if before.value is None or after.value is None:
            if before.value is not None:
                yield change("body-removed", before, thing)
            elif after.value is not None:
                how = "required" if must_now else "optional"
                yield change(f"body-added-{how}", after, thing)
            return
        if must != must_now:
            how = "required" if must_now else "optional"
            yield change(f"body-made-{how}", after, thing)
        yield from words_changed(before, after, thing)
        yield from unknown_keywords(before, after, BODY, thing)
        yield from self.contents(before, after, thing)

    def answers(self, old: Place, new: Place, thing: Thing) -> Iterator[Change]:
        """Compare what an operation answers: successes are returned, errors are raised."""
        before = {answer.status: answer for answer in self.old.answers(old)}
        after = {answer.status: answer for answer in self.new.answers(new)}
        for status, answer in before.items():
            if status in after:
                continue
            fallback = "error-removed" if "default" in after else "error-undeclared"
            rule = "success-removed" if answer.succeeds else fallback
            yield change(rule, old.at("responses", status), answer_thing(thing, status))
        for status, answer in after.items():
            inner = answer_thing(thing, status)
            if status in before:
                yield from self.answer(before[status].place, answer.place, inner)
            else:
                rule = "success-added" if answer.succeeds else "error-added"
                yield change(rule, new.at("responses", status), inner)

    def answer(self, old: Place, new: Place, thing: Thing) -> Iterator[Change]:
        """Compare two versions of an answer."""
        yield from words_changed(old, new, thing)
        yield from unknown_keywords(old, new, ANSWER, thing)
        before, after = old.at("headers"), new.at("headers")
        for name in {**mapping(before.value), **mapping(after.value)}:
            inner = Thing(RESPONSE, f"header `{name}` of {thing.label}", ())
            was, now = self.old.follow(before.at(name)), self.new.follow(after.at(name))
            if was.value is None:
                yield change("header-added", after.at(name), inner)
            elif now.value is None:
                yield change("header-removed", before.at(name), inner)
            else:
                if bool(was.at("required").value) != bool(now.at("required").value):
                    how = "required" if now.at("required").value else "optional"
                    yield change(f"header-made-{how}", now, inner)
                yield from words_changed(was, now, inner)
                yield from unknown_keywords(was, now, HEADER, inner)
                yield from self.schemas.compare(was.at("schema"), now.at("schema"), inner)
        yield from self.contents(old, new, thing)

    def contents(self, old: Place, new: Place, thing: Thing) -> Iterator[Change]:
        """Compare the media types of a body."""
        before, after = old.at("content"), new.at("content")
        for kind in {**mapping(before.value), **mapping(after.value)}:
            was, now = before.at(kind), after.at(kind)
            if was.value is None:
                yield change("content-added", now, thing, kind)
            elif now.value is None:
                yield change("content-removed", was, thing, kind)
            else:
                yield from words_changed(was, now, thing)
                yield from unknown_keywords(was, now, MEDIA, thing)
                yield from self.schemas.compare(was.at("schema"), now.at("schema"), thing)


def by_name(spec: Spec) -> dict[str, Operation]:
    """The operations of a spec by operationId, or by address where there is none."""
    found: dict[str, Operation] = {}
    for place in spec.operations():
        path = Place(place.pointer.rpartition("/")[0], None).name
        name = str(place.at("operationId").value or f"{place.name} {path}")
        found[name] = Operation(name, place.name, path, place)
    return found


def nameless(path: str) -> str:
    """A path whose parameters have no names: they are compared as parameters."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def parameters(spec: Spec, operation: Place) -> Mapping[str, Place]:
    """An operation's parameters by name, those of its path too."""
    path = Place(operation.pointer.rpartition("/")[0], None)
    path = spec.root.at("paths", path.name)
    lists = (path.at("parameters"), operation.at("parameters"))
    found: dict[str, Place] = {}
    for place in (spec.follow(place) for holder in lists for place in holder.children()):
        name = str(place.at("name").value)
        found[f"{name} ({place.at('in').value})" if name in found else name] = place
    return found


def parameter_thing(operation: Thing, name: str) -> Thing:
    """Name a parameter for people and for the code."""
    return Thing(REQUEST, f"`{name}` of {operation.label}", (*operation.subject, *subject(name)))


def answer_thing(operation: Thing, status: str) -> Thing:
    """Name an answer for people and for the code."""
    return Thing(RESPONSE, f"answer {status} of {operation.label}", (*operation.subject, "return"))


def address(server: Place) -> str:
    """A server's address with the defaults of its variables."""
    url = str(server.at("url").value)
    for variable in server.at("variables").children():
        url = url.replace(f"{{{variable.name}}}", str(variable.at("default").value))
    return url


def ways(spec: Spec, operation: Place) -> list[str]:
    """The ways to sign in, in order; an empty one is called `none`."""
    holder = operation if operation.at("security").value is not None else spec.root
    found: list[str] = []
    for way in holder.at("security").children():
        parts = [f"{n}{shown(s) if s else ''}" for n, s in sorted(mapping(way.value).items())]
        found.append(" + ".join(parts) or "none")
    return found
