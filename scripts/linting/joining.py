"""What a spec may say of objects that are joined of several, so that one model can be made."""

from collections.abc import Iterator
from typing import Any

from documents.joined import is_joined, parts_of
from documents.spec import Place, Spec, mapping

from .schemas import Findings

#: Keywords of a part; beside them, those that begin with x-.
OF_PARTS = frozenset(
    {
        "$ref", "allOf", "deprecated", "description", "example", "examples", "properties",
        "required", "title", "type",
    }
)  # fmt: skip
#: Keywords that say nothing of a value.
ANNOTATIONS = frozenset({"deprecated", "description", "example", "examples", "title"})
MOST_FIELDS = 500


def joined_objects(spec: Spec) -> Findings:
    """Find schemas with parts that are not objects, or that contradict each other."""
    parts: set[str] = set()
    for schema in spec.root.at("components", "schemas").children():
        if is_joined(schema):
            found = list(parts_of(spec, schema))
            parts |= {part.pointer for part in found}
            for part in found[:-1]:
                yield from _no_part(part)
            yield from _contradictions(schema, found)
    for schema in spec.schemas():
        if is_joined(schema) and schema.pointer not in parts:
            yield schema.at("allOf").pointer, "move the object to components/schemas"


def _no_part(part: Place) -> Iterator[tuple[str, str]]:
    value = mapping(part.value)
    if {"anyOf", "oneOf"} & value.keys():
        yield part.pointer, "a part of an object has no alternatives: write its fields out"
    elif value.get("type", "object") != "object" or not {"type", "properties", "allOf"} & {*value}:
        yield part.pointer, "a part of an object is an object: write type: object and properties"
    for key in sorted(value.keys() - OF_PARTS):
        if not key.startswith("x-"):
            advice = "a part has type, properties, required and a description: remove it"
            yield part.at(key).pointer, advice


def _contradictions(schema: Place, parts: list[Place]) -> Iterator[tuple[str, str]]:
    known: dict[str, Place] = {}
    for field in (one for part in parts for one in part.at("properties").children()):
        other = known.setdefault(field.name, field)
        if _meaning(other) != _meaning(field):
            advice = f"{field.name} is described otherwise in #{other.pointer}: describe it once"
            yield field.pointer, advice
    if len(known) > MOST_FIELDS:
        yield schema.at("allOf").pointer, f"at most {MOST_FIELDS} properties"


def _meaning(schema: Place) -> dict[str, Any]:
    """What a schema says of values."""
    return {k: v for k, v in mapping(schema.value).items() if k not in ANNOTATIONS}
