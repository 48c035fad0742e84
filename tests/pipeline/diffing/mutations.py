"""Edits of a spec, as a provider's morning may bring them, each with the rules that judge it."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from diffing.rules import MAJOR, MINOR, PATCH, Level
from documents.spec import Place, mapping

from pipeline.diffing.edits import Document

TEXT = {"type": "string", "description": "New."}
Schema = dict[str, Any]
Choice = Callable[[Schema], bool]


def place(document: Document) -> tuple[str, str]:
    """Path and method of the list operation of a spec."""
    return next(
        (path, method)
        for path, methods in document["paths"].items()
        for method, value in methods.items()
        if "operationId" in value and value["operationId"] == "listEndpoints"
    )


def operation(document: Document) -> dict[str, Any]:
    """The list operation of a spec."""
    path, method = place(document)
    return document["paths"][path][method]


def inside(document: Document, value: object, seen: set[str]) -> Iterator[str]:
    """The named schemas below a value, each once."""
    for place in Place("", value).everything():
        reference = mapping(place.value).get("$ref")
        if not isinstance(reference, str) or reference in seen:
            continue
        seen.add(reference)
        *_, section, name = reference.split("/")
        if section == "schemas":
            yield name
        yield from inside(document, document["components"][section][name], seen)


def objects(document: Document, direction: str) -> list[Schema]:
    """The objects that are only read, or only sent."""
    call = operation(document)
    sent = {*inside(document, [call.get("requestBody"), call["parameters"]], set())}
    read = {*inside(document, call["responses"], set())}
    names = read - sent if direction == "read" else sent - read
    schemas = document["components"]["schemas"]
    return [schemas[name] for name in schemas if name in names and "properties" in schemas[name]]


def field(
    document: Document, choice: Choice, direction: str = "read", required: bool | None = None
) -> tuple[Schema, str] | None:
    """The first property that is as wanted: its object and its name."""
    for schema in objects(document, direction):
        for name, value in schema["properties"].items():
            is_required = name in schema.get("required", ())
            if choice(value) and required in (None, is_required):
                return schema, name
    return None


def plain(kind: str) -> Choice:
    return lambda schema: schema.get("type") == kind and "format" not in schema


def is_anything(_: Schema) -> bool:
    return True


def add_field(document: Document, direction: str, required: bool = False) -> bool:
    for schema in objects(document, direction)[:1]:
        schema["properties"]["brand_new"] = dict(TEXT)
        if required:
            schema.setdefault("required", []).append("brand_new")
        return True
    return False


def remove_field(document: Document, direction: str) -> bool:
    if not (found := field(document, plain("string"), direction)):
        return False
    schema, name = found
    del schema["properties"][name]
    schema["required"] = [one for one in schema.get("required", ()) if one != name]
    return True


def rename_field(document: Document, direction: str) -> bool:
    if not (found := field(document, is_anything, direction)):
        return False
    schema, name = found
    schema["properties"] = {
        (f"{name}X" if key == name else key): value for key, value in schema["properties"].items()
    }
    if name in schema.get("required", ()):
        schema["required"][schema["required"].index(name)] = f"{name}X"
    return True


def require_field(document: Document, direction: str, required: bool) -> bool:
    if not (found := field(document, is_anything, direction, required=not required)):
        return False
    schema, name = found
    must = schema.setdefault("required", [])
    must.append(name) if required else must.remove(name)
    return True


def retype(
    document: Document, old: str, new: object, direction: str = "read", **more: object
) -> bool:
    if not (found := field(document, plain(old), direction)):
        return False
    found[0]["properties"][found[1]] |= {"type": new, **more}
    return True


def can_be_null(schema: Schema) -> bool:
    return isinstance(schema.get("type"), list) and "null" in schema["type"]


def unnull(document: Document) -> bool:
    if not (found := field(document, can_be_null)):
        return False
    found[0]["properties"][found[1]]["type"].remove("null")
    return True


def constrain(document: Document, direction: str, keyword: str, step: int | None) -> bool:
    """Move a limit by a step, or take it away."""
    places = [p["schema"] for p in operation(document)["parameters"]] if direction == "sent" else []
    places += [v for s in objects(document, direction) for v in s["properties"].values()]
    for place in places:
        if keyword in place:
            if step is None:
                del place[keyword]
            else:
                place[keyword] += step
            return True
    return False


def words(document: Document, edit: Callable[[list[Any]], object]) -> bool:
    for name, schema in document["components"]["schemas"].items():
        if name.startswith("Known"):
            edit(schema["enum"])
            return True
    return False


def has_words(schema: Schema) -> bool:
    return "Known" in str(schema.get("anyOf"))


def close(document: Document) -> bool:
    if not (found := field(document, has_words)):
        return False
    schema = found[0]["properties"][found[1]]
    schema["anyOf"] = [one for one in schema["anyOf"] if "$ref" in one or one == {"type": "null"}]
    return True


def add_parameter(document: Document, **more: object) -> bool:
    new = {"name": "zone", "in": "query", "description": "New.", "schema": dict(TEXT), **more}
    operation(document)["parameters"].append(new)
    return True


def parameter(document: Document, edit: Callable[[Schema], object], required: bool) -> bool:
    for one in operation(document)["parameters"]:
        if bool(one.get("required")) is required:
            edit(one)
            return True
    return False


def change_pattern(document: Document) -> bool:
    for one in operation(document)["parameters"]:
        if "pattern" in one["schema"]:
            one["schema"]["pattern"] += "|x"
            return True
    return False


def set_default(document: Document) -> bool:
    for one in operation(document)["parameters"]:
        if one["schema"].get("type") == "string" and "default" not in one["schema"]:
            one["schema"]["default"] = "something"
            return True
    return False


def remove_parameter(document: Document) -> bool:
    operation(document)["parameters"].pop()
    return True


def move_path(document: Document) -> bool:
    path, _ = place(document)
    document["paths"][f"/v9{path}"] = document["paths"].pop(path)
    return True


def change_method(document: Document) -> bool:
    path, method = place(document)
    methods = document["paths"][path]
    methods["patch"] = methods.pop(method)
    return True


def call(document: Document, edit: Callable[[dict[str, Any]], object]) -> bool:
    edit(operation(document))
    return True


def errors(document: Document) -> list[str]:
    return [status for status in operation(document)["responses"] if status[0] in "45"]


def add_error(document: Document) -> bool:
    operation(document)["responses"]["418"] = {"description": "A teapot."}
    return True


def remove_error(document: Document) -> bool:
    del operation(document)["responses"][errors(document)[0]]
    return True


def unsign(document: Document) -> bool:
    scheme = next(iter(document["components"]["securitySchemes"].values()))
    scheme["x-moved"] = True
    return True


def server(document: Document) -> bool:
    document["servers"][0]["url"] = "https://elsewhere.test"
    return True


def body_property(document: Document) -> bool:
    for schema in objects(document, "sent"):
        for value in schema["properties"].values():
            if "default" in value:
                value["default"] += 1
                return True
    return False


def describe(document: Document) -> bool:
    if not (found := field(document, is_anything)):
        return False
    found[0]["properties"][found[1]]["description"] = "In other words."
    return True


def example(document: Document) -> bool:
    for media in operation(document)["responses"]["200"]["content"].values():
        media["examples"].pop("empty")
    return True


def rename_class(document: Document) -> bool:
    schemas = document["components"]["schemas"]
    name = next(name for name in schemas if schemas[name] is objects(document, "read")[-1])
    renamed = json.loads(re.sub(rf"(schemas/{name})\b", r"\1Again", json.dumps(document)))
    document.clear()
    document.update(renamed)
    new = document["components"]["schemas"]
    new[f"{name}Again"] = new.pop(name)
    return True


def bump(document: Document) -> bool:
    document["info"]["version"] = "0.9.9"
    return True


Mutation = Callable[[Document], bool]
# A name, the rules that apply and no others, the level, and the edit; False if it does not apply.
MUTATIONS: list[tuple[str, str, Level, Mutation]] = [
    ("a field more to read", "response-property-added", MINOR,
     partial(add_field, direction="read")),
    ("a sure field more to read", "response-property-added", MINOR,
     partial(add_field, direction="read", required=True)),
    ("a field more to send", "request-property-added-optional", MINOR,
     partial(add_field, direction="sent")),
    ("a field that must be sent", "request-property-added-required", MAJOR,
     partial(add_field, direction="sent", required=True)),
    ("a field less to read", "response-property-removed", MAJOR,
     partial(remove_field, direction="read")),
    ("a field less to send", "request-property-removed", MAJOR,
     partial(remove_field, direction="sent")),
    ("a field to read renamed", "response-property-renamed", MAJOR,
     partial(rename_field, direction="read")),
    ("a field to send renamed", "request-property-renamed", MAJOR,
     partial(rename_field, direction="sent")),
    ("a field is sure", "response-property-made-required", MINOR,
     partial(require_field, direction="read", required=True)),
    ("a field is not sure", "response-property-made-optional", MAJOR,
     partial(require_field, direction="read", required=False)),
    ("a field has to be sent", "request-property-made-required", MAJOR,
     partial(require_field, direction="sent", required=True)),
    ("integer read as string", "response-type-changed", MAJOR,
     partial(retype, old="integer", new="string")),
    ("integer read as number", "response-type-widened", MAJOR,
     partial(retype, old="integer", new="number")),
    ("number read as integer", "response-type-narrowed", MINOR,
     partial(retype, old="number", new="integer")),
    ("text can be null", "response-nullable-added", MAJOR,
     partial(retype, old="string", new=["string", "null"])),
    ("never null", "response-nullable-removed", MINOR, unnull),
    ("null may be sent", "request-nullable-added", MINOR,
     partial(retype, old="string", new=["string", "null"], direction="sent")),
    ("a number may be sent too", "request-type-widened", MINOR,
     partial(retype, old="string", new=["string", "number"], direction="sent")),
    ("text becomes a time", "format-changed", MAJOR,
     partial(retype, old="string", new="string", format="date-time")),
    ("text becomes an address", "format-noted", PATCH,
     partial(retype, old="string", new="string", format="uri")),
    ("a word more", "known-value-added", MINOR,
     partial(words, edit=lambda enum: enum.append("BRAND_NEW"))),
    ("a word less", "known-value-removed", MAJOR, partial(words, edit=lambda enum: enum.pop())),
    ("no other words", "response-enum-closed", MINOR, close),
    ("a lower limit falls", "request-range-widened", MINOR,
     partial(constrain, direction="sent", keyword="minimum", step=-1)),
    ("a lower limit rises", "request-range-narrowed", MAJOR,
     partial(constrain, direction="sent", keyword="minimum", step=1)),
    ("a longest length falls", "request-range-narrowed", MAJOR,
     partial(constrain, direction="sent", keyword="maxLength", step=-1)),
    ("an upper limit of answers goes", "response-range-widened", MAJOR,
     partial(constrain, direction="read", keyword="maxLength", step=None)),
    ("a pattern changes", "pattern-changed", MAJOR, change_pattern),
    ("an optional parameter more", "parameter-added-optional", MINOR, add_parameter),
    ("a parameter that must be", "parameter-added-required", MAJOR,
     partial(add_parameter, required=True)),
    ("a parameter less", "parameter-removed", MAJOR, remove_parameter),
    ("a parameter renamed", "parameter-renamed", MAJOR,
     partial(parameter, edit=lambda one: one.update(name=f"{one['name']}x"), required=False)),
    ("a parameter has to be given", "parameter-made-required", MAJOR,
     partial(parameter, edit=lambda one: one.update(required=True), required=False)),
    ("a parameter need not be given", "parameter-made-optional", MINOR,
     partial(parameter, edit=lambda one: one.update(required=False), required=True)),
    ("a parameter has a default", "request-default-added", MINOR, set_default),
    ("a field's default changes", "request-default-changed", MAJOR, body_property),
    ("a parameter moves to a header", "parameter-relocated", MAJOR,
     partial(parameter, edit=lambda one: one.update({"in": "cookie"}), required=False)),
    ("another path", "path-changed", MAJOR, move_path),
    ("another method", "method-changed", MAJOR, change_method),
    ("another operationId", "operation-renamed", MAJOR,
     partial(call, edit=lambda one: one.update(operationId="allEndpoints"))),
    ("marked as deprecated", "deprecated", MINOR,
     partial(call, edit=lambda one: one.update(deprecated=True))),
    ("an error more", "error-added", MINOR, add_error),
    ("an error less", "error-removed", PATCH, remove_error),
    ("a success more of the same", "success-added", MINOR,
     partial(call, edit=lambda one: one["responses"].update({"202": one["responses"]["200"]}))),
    ("another success without a body", "success-differs", MAJOR,
     partial(call, edit=lambda one: one["responses"].update(
         {"206": {"description": "A part."}}))),
    ("no default answer", "error-undeclared", MAJOR,
     partial(call, edit=lambda one: one["responses"].pop("default"))),
    ("another sign-in", "security-scheme-changed", MAJOR, unsign),
    ("open to all too", "security-added", MINOR,
     partial(call, edit=lambda one: one["security"].append({"third": []}))),
    ("a sign-in less", "security-removed", MAJOR,
     partial(call, edit=lambda one: one["security"].pop())),
    ("another server", "default-server-changed", MAJOR, server),
    ("a class renamed", "class-changed schema-added schema-removed", MAJOR, rename_class),
    ("other words", "description-changed", PATCH, describe),
    ("an example less", "example-changed", PATCH, example),
    ("only the version", "version-without-change", PATCH, bump),
]  # fmt: skip
