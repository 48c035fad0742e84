"""Objects that are joined of parts, in hostile ways."""

from __future__ import annotations

from typing import Any

from pipeline.generation.hostile_specs import DESCRIBED, ENDPOINT, RUN, SAID, SCHEMAS, TEXTS, Case

WHOLE = f"{SCHEMAS}/Whole"


def joined(*parts: dict[str, Any]) -> dict[str, Any]:
    """Edits by which an object is joined of the endpoint and further parts, and answered."""
    whole = {"description": "Said.", "allOf": [{"$ref": f"#{SCHEMAS}/Endpoint"}, *parts]}
    return {WHOLE: whole, f"{SCHEMAS}/ErrorResponse/properties/whole": {"$ref": f"#{WHOLE}"}}


INERT_PARTS = [
    Case("an object of parts", joined(
        {"type": "object", "required": ["id", "class"], "properties": {
            "class": {**SAID, "description": TEXTS["closing quotes"]},
            "id": {**SAID, "examples": ["x"]}}},
        {"allOf": [{"$ref": f"#{SCHEMAS}/Error"}, {"properties": {"x-a": SAID}}]})),
]  # fmt: skip

# No one object can be made of them.
REFUSED_PARTS = [
    *(Case(f"a part that is {name}", joined(part), f"{WHOLE}/allOf/1{below}")
      for name, below, part in (
          ("a text", "", SAID), ("anything", "", DESCRIBED),
          ("a list", "", {"type": "array", "items": SAID}),
          ("an object or null", "", {"type": ["object", "null"], "properties": {"a": SAID}}),
          ("one of two", "", {"anyOf": [{"type": "object"}, {"type": "null"}]}),
          ("one of two objects", "/oneOf", {"oneOf": [
              {"$ref": f"#{SCHEMAS}/Endpoint"}, {"$ref": f"#{SCHEMAS}/Error"}]}),
          ("made of a text", "/allOf/1", {"allOf": [{"type": "object"}, SAID]}),
          ("open", "/additionalProperties", {"type": "object", "additionalProperties": SAID}),
          ("bounded", "/minProperties", {"type": "object", "minProperties": 1}),
          ("one word", "/enum", {"type": "object", "enum": ["a"]}),
          ("described otherwise", "/properties/id",
           {"type": "object", "properties": {"id": {"type": "integer", **DESCRIBED}}}),
          ("code", f'/properties/a": {RUN}',
           {"type": "object", "properties": {f'a": {RUN}': SAID}}),
          ("an unusable name", "/properties/to_dict",
           {"type": "object", "properties": {"to_dict": SAID}}),
          ("a name that becomes another's", "/properties/ID",
           {"type": "object", "properties": {"ID": SAID}}))),
    Case("an object of parts without a name", {f"{ENDPOINT}/next": {**DESCRIBED, "allOf": [
        {"$ref": f"#{SCHEMAS}/Error"}, {"type": "object", "properties": {"a": SAID}}]}},
         f"{ENDPOINT}/next/allOf"),
    Case("parts with more properties than an object has", joined(
        {"type": "object", "properties": {f"a{n}": SAID for n in range(300)}},
        {"type": "object", "properties": {f"b{n}": SAID for n in range(300)}}), f"{WHOLE}/allOf"),
    Case("an object that is a part of itself", joined({"$ref": f"#{WHOLE}"}), WHOLE),
]  # fmt: skip
