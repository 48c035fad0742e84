"""Publish the schemas of request bodies, so that the settings in a file can be checked.

A client package carries them as `request_bodies.json`: a JSON Schema with a definition for each
body that an operation takes, and for what these are made of.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from pathlib import Path

    from documents.spec import Spec

FILE = "request_bodies.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCHEMAS = "#/components/schemas/"


def write(spec: Spec, source: Path) -> None:
    """Write the schemas into the folder of a package's modules."""
    origin = f"Written by `uv run nox -s regenerate` from specs/{spec.provider}; do not edit."
    schema = {
        "$schema": _DIALECT,
        "$comment": origin,
        "$defs": dict(sorted(definitions(spec).items())),
    }
    text = json.dumps(schema, indent=2, ensure_ascii=False)
    (source / FILE).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def definitions(spec: Spec) -> dict[str, Any]:
    """The schemas of all request bodies and of what they refer to, by their names."""
    found: dict[str, Any] = {}

    def moved(value: Any) -> Any:
        """A copy without marks for our generator, whose references lead to definitions."""
        if isinstance(value, list):
            return [moved(item) for item in cast("list[Any]", value)]
        if not isinstance(value, dict):
            return value
        fields = cast("dict[str, Any]", value)
        kept = {key: moved(item) for key, item in fields.items() if not key.startswith("x-")}
        reference: object = kept.get("$ref")
        if isinstance(reference, str) and reference.startswith(_SCHEMAS):
            kept["$ref"] = f"#/$defs/{define(reference.removeprefix(_SCHEMAS))}"
        return kept

    def define(name: str) -> str:
        if name not in found:
            found[name] = {}  # before what is in it, which may refer back to it
            schema = spec.root.at("components", "schemas", name).value
            found[name] = {"title": name, **moved(schema)}
        return name

    for operation in spec.operations():
        body = spec.follow(operation.at("requestBody"))
        for media in body.at("content").children():
            moved(media.at("schema").value)
    return found
