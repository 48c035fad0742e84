"""What a spec may say of parameters and bodies: no more than our clients send and read that way.

Anything else would be generated without a word, and be wrong on the wire.
"""

import re
from collections.abc import Iterator
from typing import Any, cast

from documents.shapes import type_of
from documents.spec import METHODS, SCHEMA_LISTS, Place, Spec, mapping

from .schemas import Findings

JSON = "application/json"
#: The version of an API at the end of an address.
VERSION = re.compile(r"/v[0-9]+$")
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
        if not kinds(spec, schema) <= sendable:
            yield schema.pointer, f"a {where} parameter is one of {', '.join(sorted(sendable))}"
        for item in (one.at("items") for one in alternatives(spec, schema)):
            if item.value is not None and not kinds(spec, item) <= SCALARS:
                yield item.pointer, f"an item is one of {', '.join(sorted(SCALARS))}"


def safe_fragments(spec: Spec) -> Findings:
    """Find operations that share a path and that a server could not distinguish.

    Such a path ends in a fragment, which is never sent: `/#StopEndpoint`. What a server goes by is
    the constant of a required query parameter, and the fragment says the same.
    """
    known: dict[object, str] = {}
    for operation in spec.operations():
        path = spec.path_of(operation)
        address, _, fragment = path.name.partition("#")
        constants = constants_of(spec, operation)
        sent = (address, operation.name, tuple(sorted(constants.items())))
        if fragment and fragment not in constants.values():
            advice = f"no required query parameter has the constant {fragment}, so no server reads"
            yield path.pointer, f"{advice} it: give it one, or remove the fragment"
        elif other := known.get(sent):
            yield path.pointer, f"what is sent is the same as for {other}: give each its constant"
        known[sent] = path.name


def constants_of(spec: Spec, operation: Place) -> dict[str, str]:
    """The constants of an operation's required query parameters, as they are sent."""
    found: dict[str, str] = {}
    for parameter in spec.parameters_of(operation):
        constant: object = mapping(parameter.at("schema").value).get("const")
        is_sent = parameter.at("required").value is True and parameter.at("in").value == "query"
        if constant is not None and is_sent:
            text = str(constant)
            found[str(parameter.at("name").value)] = (
                text.lower() if isinstance(constant, bool) else text
            )
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
    """Find bodies that are not one JSON object; of an error there may be several kinds."""
    for schema in error_schemas(spec):
        for body in bodies_of(schema):
            if body.pointer != schema.pointer and (
                "$ref" not in mapping(body.value) or kinds(spec, body) != {"object"}
            ):
                yield body.pointer, "refer to an object: each body of an error is a named one"
    for operation in spec.operations():
        bodies = [answer.place for answer in spec.answers(operation) if answer.succeeds]
        for body in (spec.follow(operation.at("requestBody")), *bodies):
            for media in body.at("content").children():
                if JSON in media.name.lower() and kinds(spec, media.at("schema")) != {"object"}:
                    yield media.at("schema").pointer, "describe one JSON object: type: object"


def error_schemas(spec: Spec) -> Iterator[Place]:
    """The schemas of what is answered in errors."""
    for operation in spec.operations() if spec.is_openapi else ():
        for answer in spec.answers(operation):
            if not answer.succeeds:
                for media in answer.place.at("content").children():
                    yield media.at("schema")


def bodies_of(schema: Place) -> list[Place]:
    """The kinds of bodies that an error has: alternatives, or the only one."""
    found = [one for key in ("anyOf", "oneOf") for one in schema.at(key).children()]
    return found or [schema]


def safe_values(spec: Spec) -> Findings:
    """Find constants and defaults of another type than their schema's."""
    for schema in spec.schemas():
        value = mapping(schema.value)
        if "const" in value:
            constant: object = value["const"]
            known, kind = kinds(spec, schema), type_of(constant)
            is_known = kind in known or (kind == "integer" and "number" in known)
            if isinstance(constant, float) or not is_known:
                advice = f"write a constant of type {' or '.join(sorted(known))}"
                yield schema.at("const").pointer, advice
            elif value.get("default", constant) != constant:
                yield schema.at("default").pointer, "a constant has no other default"


def kinds(spec: Spec, schema: Place) -> set[str]:
    """The JSON types of a schema's values, null aside; any if it does not say."""
    schema = spec.follow(schema)
    value = mapping(schema.value)
    children = [child for key in SCHEMA_LISTS for child in schema.at(key).children()]
    found = (
        set(map(str, as_list(value.get("type"))))
        or set[str]().union(*(kinds(spec, child) for child in children))
        or set(map(type_of, [value["const"]] if "const" in value else as_list(value.get("enum"))))
        or ({"object"} if value.keys() & {"properties", "additionalProperties"} else {"any"})
    )
    return found - {"null"}


def alternatives(spec: Spec, schema: Place) -> Iterator[Place]:
    """A schema and all in it that describe the same value, references followed."""
    schema = spec.follow(schema)
    yield schema
    for key in SCHEMA_LISTS:
        for child in schema.at(key).children():
            yield from alternatives(spec, child)


def as_list(value: object) -> list[Any]:
    """What stands for one or several: a list, or the only one; none where there is nothing."""
    if value is None:
        return []
    return cast("list[Any]", value) if isinstance(value, list) else [value]
