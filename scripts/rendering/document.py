"""The document of a spec, as the generator reads it best.

Runs in the generators' environment.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from documents.joined import fields_of, is_joined, required_of

if TYPE_CHECKING:
    from documents.spec import Spec

#: Formats that the generator has a Python type for and our models read as the text that they are.
PLAIN_FORMATS = frozenset({"date", "uuid"})
DEPRECATED = "Deprecated."


def prepared(spec: Spec) -> Spec:
    """The document as the generator reads it best.

    Each parameter's description stands on its schema too, the only place the generator takes it
    from. What is deprecated says so in its description. Objects that are joined of parts are one
    object. Texts of a special format stay texts. Descriptions are single lines, which the templates
    wrap to the width of the code.
    """
    copy = replace(spec, document=unwrapped(spec.document))
    for place in (*copy.operations(), *copy.parameters(), *copy.schemas()):
        if place.value.get("deprecated") is True:
            text = place.value.get("description") or copy.follow(place).at("description").value
            place.value["description"] = f"{DEPRECATED} {text or ''}".strip()
    for parameter in copy.parameters():
        schema = parameter.value["schema"]
        schema.setdefault("description", parameter.value.get("description", ""))
    for schema in copy.root.at("components", "schemas").children():
        if is_joined(schema):
            fields, required = fields_of(copy, schema), required_of(copy, schema)
            del schema.value["allOf"]
            properties = {name: field.value for name, field in fields.items()}
            schema.value.update(type="object", properties=properties, required=required)
    for schema in copy.schemas():
        if schema.value.get("format") in PLAIN_FORMATS:
            del schema.value["format"]
    return copy


def unwrapped(value: Any) -> Any:
    """A copy in which the paragraphs of descriptions are single lines."""
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return {
            key: re.sub(r"(?<!\n)\n(?!\n|[-*] )", " ", item.strip())
            if key in ("description", "summary") and isinstance(item, str)
            else unwrapped(item)
            for key, item in fields.items()
        }
    if isinstance(value, list):
        return [unwrapped(item) for item in cast("list[Any]", value)]
    return value
