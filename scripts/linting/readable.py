"""What openapi-python-client, which makes our clients, can read: it says less of what it cannot.

Without these rules it would name a schema or an operation at most, and not what to write instead.
"""

import re

from documents.shapes import type_of
from documents.spec import Place, Spec, mapping

from .findings import Rule
from .schemas import Findings
from .wire import alternatives, as_list, kinds

JSON_TYPES = ("string", "integer", "number", "boolean", "array", "object", "null")
WORDS = frozenset({"string", "integer", "boolean"})  # others are not words
STATUS = re.compile(r"[1-5]([0-9]{2}|XX)|default")


def readable_schemas(spec: Spec) -> Findings:
    """Find types, words and defaults that no Python type is made of."""
    for schema in spec.schemas():
        value = mapping(schema.value)
        types = [str(one) for one in as_list(value.get("type"))]
        if unknown := [one for one in types if one not in JSON_TYPES]:
            advice = f"write one of {', '.join(JSON_TYPES)}, not {unknown[0][:40]}"
            yield schema.at("type").pointer, advice
        elif {"array", "object"} <= {*types}:
            yield schema.at("type").pointer, "name one of array and object"
        elif "array" in types and not isinstance(value.get("items"), dict):
            yield schema.pointer, "describe the items of this array under `items`"
        elif len(kinds_of(value.get("enum"))) > 1 and kinds_of(value.get("enum")) <= WORDS:
            found = " and ".join(sorted(kinds_of(value["enum"])))
            yield schema.at("enum").pointer, f"words are of one type, not {found}"
        elif value.get("default") is not None:
            yield from default_that_differs(spec, schema)


def default_that_differs(spec: Spec, schema: Place) -> Findings:
    """Find a default that is not of the schema's type, or none of its words."""
    place = schema.at("default")
    known, kind = kinds(spec, schema), type_of(place.value)
    if "any" not in known and kind not in known and not (kind == "integer" and "number" in known):
        yield place.pointer, f"write a default of type {' or '.join(sorted(known))}, or remove it"
        return
    words = [mapping(one.value).get("enum") for one in alternatives(spec, schema)]
    closed = [word for one in words for word in as_list(one)]
    is_open = any(not mapping(one.value).keys() & {"enum", "anyOf", "oneOf", "allOf", "$ref"}
                  and mapping(one.value).get("type") not in (None, "null")
                  for one in alternatives(spec, schema))  # fmt: skip
    if closed and not is_open and place.value not in closed:
        shown = ", ".join(map(str, closed[:10]))
        yield place.pointer, f"write a default that is one of {shown}, or remove it"


def kinds_of(words: object) -> set[str]:
    """The JSON types of words, null aside."""
    return {type_of(word) for word in as_list(words)} - {"null"}


def readable_operations(spec: Spec) -> Findings:
    """Find paths whose parameters are not those declared, and statuses that are none."""
    for operation in spec.operations():
        path = spec.path_of(operation)
        in_path: dict[str, Place | None] = dict.fromkeys(re.findall(r"\{([^}]*)\}", path.name))
        lists = path.at("parameters"), operation.at("parameters")
        for one in (spec.follow(place) for holder in lists for place in holder.children()):
            name = str(one.at("name").value)
            if one.at("in").value != "path":
                continue
            if name not in in_path:
                advice = f"write {{{name}}} in the path {path.name}, or remove the parameter"
                yield one.at("name").pointer, advice
            elif one.at("required").value is not True:
                yield one.at("required").pointer, "write `required: true`: it is in the path"
            in_path[name] = one
        for name, found in in_path.items():
            if found is None and name.isidentifier():  # others are refused for what they are
                advice = f"declare the parameter {name} of the path, with `in: path`"
                yield operation.at("parameters").pointer, advice
        yield from given_twice(spec, *lists)
        for answer in operation.at("responses").children():
            if not STATUS.fullmatch(answer.name):
                yield answer.pointer, 'write a status such as "404", "5XX" or default'


def given_twice(spec: Spec, *lists: Place) -> Findings:
    """Find parameters that one list has twice."""
    for holder in lists:
        seen: set[str] = set()
        for place in holder.children():
            one = spec.follow(place)
            key = f"{one.at('in').value} parameter {one.at('name').value}"
            if key in seen:
                yield place.pointer, f"the {key} is here twice: remove one"
            seen.add(key)


READABLE = (
    Rule("readable-schemas", readable_schemas, gate=True),
    Rule("readable-operations", readable_operations, gate=True),
)
