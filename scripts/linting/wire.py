"""What a spec may say of parameters and bodies: no more than our clients send and read that way.

Anything else would be generated without a word, and be wrong on the wire.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

from documents.spec import METHODS, SCHEMA_LISTS, Place, Spec, mapping, steps_of

from .schemas import Findings

JSON = "application/json"
#: The version of an API at the end of an address.
VERSION = re.compile(r"/v[0-9]+$")
#: What HTTP calls a token: the name of a header.
TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
#: A time as RFC 3339 writes it; ``datetime`` alone takes other signs, too.
TIME = re.compile(r"[0-9-]{10}[Tt][0-9:]{8}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})")
JSON_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}
SCALARS = frozenset({"boolean", "integer", "number", "string"})
# Of what types a parameter may be, by its place.
SENDABLE = {
    "query": SCALARS | {"array"},
    "path": frozenset({"integer", "string"}),
    "header": SCALARS,
}


def safe_parameters(spec: Spec) -> Findings:
    """Find parameters that our clients would send in another way than the provider reads them."""
    for parameter in spec.parameters():
        where, schema = str(parameter.at("in").value), parameter.at("schema")
        sendable = SENDABLE.get(where, SCALARS)
        if where == "header" and not TOKEN.fullmatch(str(parameter.at("name").value)):
            yield parameter.at("name").pointer, "name a header with letters, digits and -"
        if not kinds(spec, schema) <= sendable:
            yield schema.pointer, f"a {where} parameter is one of {', '.join(sorted(sendable))}"
        for item in items(spec, schema):
            if not kinds(spec, item) <= SCALARS:
                yield item.pointer, f"an item is one of {', '.join(sorted(SCALARS))}"


def safe_fragments(spec: Spec) -> Findings:
    """Find operations that share a path and that a server could not distinguish.

    Such a path ends in a fragment, which is never sent: `/#StopEndpoint`. What a server goes by is
    the constant of a required query parameter, and the fragment says the same.
    """
    known: dict[object, str] = {}
    for operation in spec.operations():
        path = Place(operation.pointer.rpartition("/")[0], None)
        address, _, fragment = path.name.partition("#")
        constants = _constants(spec, operation)
        sent = (address, operation.name, tuple(sorted(constants.items())))
        if fragment and fragment not in constants.values():
            advice = f"no required query parameter has the constant {fragment}, so no server reads"
            yield path.pointer, f"{advice} it: give it one, or remove the fragment"
        elif other := known.get(sent):
            yield path.pointer, f"what is sent is the same as for {other}: give each its constant"
        known[sent] = path.name


def _constants(spec: Spec, operation: Place) -> dict[str, str]:
    """The constants of an operation's required query parameters."""
    path = spec.root.at(*steps_of(operation.pointer)[:-1])
    found: dict[str, str] = {}
    for parameter in map(
        spec.follow,
        (*path.at("parameters").children(), *operation.at("parameters").children()),
    ):
        schema = mapping(parameter.at("schema").value)
        if (
            parameter.at("in").value == "query"
            and parameter.at("required").value is True
            and "const" in schema
        ):
            found[str(parameter.at("name").value)] = str(schema["const"])
    return found


def safe_servers(spec: Spec) -> Findings:
    """Find servers that our clients would not call.

    The operations of a path can belong to another version of the API: to the document's first
    server, with another version at the end of its address.
    """
    urls = [str(server.at("url").value) for server in spec.root.at("servers").children()]
    first = "".join(urls[:1]).rstrip("/")
    for path in spec.root.at("paths").children():
        for method in path.children():
            if method.name in METHODS and method.at("servers").value is not None:
                yield method.at("servers").pointer, "give it to the path, or remove it"
        servers = path.at("servers")
        if servers.value is None:
            continue
        urls = [str(server.at("url").value) for server in servers.children()]
        rest = VERSION.sub("", first)
        of_others = [url for url in urls if VERSION.sub("", url) != rest or url == rest]
        if len(urls) != 1 or of_others or rest == first:
            advice = f"name one: {rest}, with another version of the API behind it; or remove it"
            yield servers.pointer, advice


def safe_bodies(spec: Spec) -> Findings:
    """Find bodies that are not one JSON object."""
    for operation in spec.operations():
        bodies = [answer.place for answer in spec.answers(operation) if answer.succeeds]
        for body in (spec.follow(operation.at("requestBody")), *bodies):
            for media in body.at("content").children():
                if JSON in media.name.lower() and kinds(spec, media.at("schema")) != {"object"}:
                    yield media.at("schema").pointer, "describe one JSON object: type: object"


def safe_values(spec: Spec) -> Findings:
    """Find constants and defaults of another type than their schema's."""
    for schema in spec.schemas():
        value = mapping(schema.value)
        if "const" in value:
            constant: object = value["const"]
            known = kinds(spec, schema)
            if isinstance(constant, float) or known.isdisjoint(_kinds_of(constant)):
                advice = f"write a constant of type {' or '.join(sorted(known))}"
                yield schema.at("const").pointer, advice
            elif value.get("default", constant) != constant:
                yield schema.at("default").pointer, "a constant has no other default"
        elif value.get("format") == "date-time" and not _is_time(value.get("default")):
            yield schema.at("default").pointer, "write a time as RFC 3339 has it"


def _kinds_of(value: object) -> set[str]:
    """The types that JSON Schema may give a value; a whole number is a number, too."""
    found = JSON_TYPES.get(cast("type[Any]", value.__class__), "object")
    return {found, "number"} if found == "integer" else {found}


def _is_time(default: object) -> bool:
    if not isinstance(default, str):
        return True
    try:
        return TIME.fullmatch(default) is not None and bool(datetime.fromisoformat(default.upper()))
    except ValueError:
        return False


def kinds(spec: Spec, schema: Place, depth: int = 0) -> set[str]:
    """The JSON types of a schema's values, null aside; any if it does not say."""
    schema = spec.follow(schema)
    value = mapping(schema.value)
    named: object = value.get("type")
    found = {str(kind) for kind in listed_in(named) or [named] if kind is not None}
    if not found and depth < 8:
        for key in SCHEMA_LISTS:
            for child in schema.at(key).children():
                found |= kinds(spec, child, depth + 1)
    if not found:
        words = [value["const"]] if "const" in value else listed_in(value.get("enum"))
        found = {JSON_TYPES.get(word.__class__, "object") for word in words}
    if not found:
        found = {"object"} if "properties" in value or "additionalProperties" in value else {"any"}
    return found - {"null"}


def items(spec: Spec, schema: Place, depth: int = 0) -> Iterator[Place]:
    """The schemas of the items of a list, wherever among the alternatives it stands."""
    schema = spec.follow(schema)
    if schema.at("items").value is not None:
        yield schema.at("items")
    for key in SCHEMA_LISTS if depth < 8 else ():
        for child in schema.at(key).children():
            yield from items(spec, child, depth + 1)


def listed_in(value: object) -> list[Any]:
    """The value if it is a list, else an empty one."""
    return cast("list[Any]", value) if isinstance(value, list) else []
