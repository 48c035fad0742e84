"""A small spec of ours, and one call that compares a page with it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.pages import Ask, Report
from upstream_pages.report import run


@pytest.fixture
def ours() -> dict[str, Any]:
    """Our side: one operation with a parameter, a field of each sort, and an error."""
    words = {"anyOf": [{"$ref": "#/components/schemas/KnownState"}, {"type": "string"}]}
    item = {
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": "string"},
            "state": words,
            "created": {"type": "integer", "format": "int64"},
            "note": {"type": ["string", "null"]},
        },
    }
    answer = {
        "type": "object",
        "required": ["data"],
        "properties": {"data": {"type": "array", "items": item}},
    }
    error = {"type": "object", "properties": {"message": {"type": "string"}}}
    document = {
        "openapi": "3.1.0",
        "servers": [{"url": "https://api.example.com/v1"}],
        "paths": {
            "/things": {
                "get": {
                    "operationId": "listThings",
                    "parameters": [
                        {"name": "limit", "in": "query", "schema": {"type": "integer"}},
                    ],
                    "responses": {
                        "200": {"content": {"application/json": {"schema": answer}}},
                        "404": {"content": {"application/json": {"schema": error}}},
                    },
                }
            }
        },
        "components": {"schemas": {"KnownState": {"type": "string", "enum": ["UP", "DOWN"]}}},
    }
    return json.loads(json.dumps(document))  # nothing in it twice, so YAML writes no aliases


@pytest.fixture
def ask(tmp_path: Path, ours: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> Ask:
    """Compare a page, given as text or as a document, with our side."""

    def compare(page: str | bytes | dict[str, Any], name: str, known: Any = None) -> Report:
        folder = tmp_path / "specs" / "acme"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "openapi.yaml").write_text(yaml.safe_dump(ours), "utf-8")
        if known is not None:
            (folder / "divergences.yaml").write_text(json.dumps(known, indent=1), "utf-8")
        if isinstance(page, dict):
            page = yaml.safe_dump(page)
        file = tmp_path / name
        file.write_bytes(page if isinstance(page, bytes) else page.encode())
        code = run(file, folder, as_yaml=False)
        captured = capsys.readouterr()
        return Report(code, captured.out, captured.err)

    return compare
