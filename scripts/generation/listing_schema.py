"""Publish the schema of the facade's models, in the form in which the command prints it.

`specs/roster/endpoint.yaml` becomes `listing.schema.json` of the facade, beside its models. This
differs from the spec in three ways: marks for our generator (`x-...`) are left out, each definition
has a title, and objects are closed, because what is printed has these fields and no others.
`is_current` needs no generator: it reads the record in the file's `$comment`.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, cast

from .record import sha256

#: Where the schema is written, below the root.
PLACE = Path("packages/endpoint-roster/src/endpoint_roster/listing.schema.json")
SPEC = Path("specs/roster/endpoint.yaml")
_SCRIPT = Path("scripts/generation/listing_schema.py")
_ORIGIN = f"Written by `uv run nox -s regenerate -- roster` from {SPEC.as_posix()}; do not edit."
_COMMENT = "$comment"


def write(root: Path, out: Path) -> None:
    """Write the schema into a folder that is laid out as the root."""
    file = out / PLACE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(render(root), encoding="utf-8", newline="\n")


def is_current(root: Path) -> bool:
    """Whether the schema is what its record says, made from what is there now."""
    try:
        schema: object = json.loads((root / PLACE).read_text(encoding="utf-8"))
        inputs = sha256(root, root / SPEC, root / _SCRIPT)
    except (OSError, ValueError):
        return False
    if not isinstance(schema, dict):
        return False
    return schema == _recorded(cast("dict[str, Any]", schema), inputs)


def render(root: Path) -> str:
    """The text of the schema, with its record.

    Raises:
        UnreadableError: The spec cannot be read.
    """
    from documents.spec import read_spec

    schema = published(read_spec(root / SPEC).document)
    recorded = _recorded(schema, sha256(root, root / SPEC, root / _SCRIPT))
    return json.dumps(recorded, indent=2, ensure_ascii=False) + "\n"


def published(spec: dict[str, Any]) -> dict[str, Any]:
    """The schema that users get."""
    schema = _published(spec)
    for name, definition in schema["$defs"].items():
        schema["$defs"][name] = {"title": name, **definition}
    return schema


def _published(value: Any) -> Any:
    if isinstance(value, list):
        return [_published(item) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    fields = cast("dict[str, Any]", value)
    kept = {key: _published(item) for key, item in fields.items() if not key.startswith("x-")}
    if kept.get("type") == "object" and "properties" in kept:
        kept.setdefault("additionalProperties", False)
    return kept


def _recorded(schema: dict[str, Any], inputs: str) -> dict[str, Any]:
    """The schema with its record, which comes right after the keywords that name it."""
    bare = {key: value for key, value in schema.items() if key != _COMMENT}
    record = hashlib.sha256((inputs + json.dumps(bare)).encode()).hexdigest()
    comment = f"{_ORIGIN} Record: {record}"
    names = {key: bare[key] for key in ("$schema", "$id") if key in bare}
    return {**names, _COMMENT: comment, **bare}
