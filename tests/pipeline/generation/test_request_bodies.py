"""The schemas of request bodies that each client carries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from documents.spec import Spec, read_spec
from jsonschema import Draft202012Validator
from rendering.request_bodies import FILE, definitions

ROOT = Path(__file__).resolve().parents[3]
PROVIDERS = ("volcengine", "ppio", "together", "openrouter", "huawei")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_each_body_of_an_operation_is_there_with_all_that_it_is_made_of(provider: str) -> None:
    package = ROOT / f"generated/endpoint-roster-{provider}/src/endpoint_roster_{provider}"
    schema: dict[str, Any] = json.loads((package / FILE).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    spec = read_spec(ROOT / "specs" / provider / "openapi.yaml")
    bodies = {
        media.at("schema", "$ref").value.rpartition("/")[2]
        for operation in spec.operations()
        for media in spec.follow(operation.at("requestBody")).at("content").children()
    }
    assert bodies
    assert bodies <= schema["$defs"].keys()
    text = json.dumps(schema)
    used = {part.partition('"')[0] for part in text.split('"#/$defs/')[1:]}
    assert used | bodies == schema["$defs"].keys()
    assert '"x-' not in text


def test_what_refers_to_itself_is_defined_once() -> None:
    tree = {
        "type": "object",
        "x-note": "for our generator",
        "properties": {
            "children": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}
        },
    }
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Tree"}}}}
    document = {
        "paths": {"/trees": {"post": {"requestBody": body}}},
        "components": {"schemas": {"Tree": tree, "Unused": {"type": "object"}}},
    }
    found = definitions(Spec(Path("openapi.yaml"), document, {}))
    assert found == {
        "Tree": {
            "title": "Tree",
            "type": "object",
            "properties": {"children": {"type": "array", "items": {"$ref": "#/$defs/Tree"}}},
        }
    }
