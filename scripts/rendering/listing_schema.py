"""Publish the schema of the facade's models, in the form in which the command prints it.

`specs/roster/endpoint.yaml` becomes `listing.schema.json` of the facade, beside its models. This
differs from the spec in three ways: marks for our generator (`x-...`) are left out, each definition
has a title, and objects are closed, because what is printed has these fields and no others.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from generation.record import SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

_COMMENT = (
    "Written by `uv run nox -s regenerate -- roster` from specs/roster/endpoint.yaml; do not edit."
)


def write(spec: dict[str, Any], out: Path) -> None:
    """Write the schema into a folder that is laid out as the root."""
    schema = published(spec)
    names = {key: schema[key] for key in ("$schema", "$id") if key in schema}
    text = json.dumps({**names, "$comment": _COMMENT, **schema}, indent=2, ensure_ascii=False)
    (out / SCHEMA).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def published(spec: dict[str, Any]) -> dict[str, Any]:
    """The schema that users get."""
    schema = _closed(spec)
    for name, definition in schema["$defs"].items():
        schema["$defs"][name] = {"title": name, **definition}
    return schema


def _closed(value: Any) -> Any:
    if isinstance(value, list):
        return [_closed(item) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    fields = cast("dict[str, Any]", value)
    kept = {key: _closed(item) for key, item in fields.items() if not key.startswith("x-")}
    if kept.get("type") == "object" and "properties" in kept:
        kept.setdefault("additionalProperties", False)
    return kept
