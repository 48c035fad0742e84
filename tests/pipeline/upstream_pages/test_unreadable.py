"""A file that cannot be read ends in exit code 2 and a line that says what would help."""

import json
import subprocess
import sys
from typing import Any

import pytest
from support.pages import ROOT, SPECS, Ask
from support.work import Calls
from upstream_pages.report import run

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, one in zip("abcdefghi", "bcdefghij", strict=True)
)
FILES: dict[str, tuple[str, str | bytes, str]] = {
    "empty": ("page.md", "  \n", "there is no text in this file"),
    "binary": ("page.md", b"\x89PNG\r\n\x00\x00", "save the page again as text"),
    "nulls": ("page.md", b"a\x00b", "there is no text"),
    "bad yaml": ("page.yaml", "openapi: 3.1.0\npaths: {a: ]}\n", "line 2: not valid YAML"),
    "bad json": ("page.json", '{"openapi": "3.1.0",\n "paths": }', "line 2: not valid JSON"),
    "bad block": ("page.md", "# A\n\n```yaml\nopenapi: 3\npaths: [}\n```\n", "line 5: not valid"),
    "not openapi": ("page.yaml", "a: 1\n", "neither `openapi` nor `paths`"),
    "a list": ("page.json", "[1, 2]", "neither `openapi`"),
    "swagger": ("page.yaml", "swagger: '2.0'\npaths: {}\n", "convert it to OpenAPI 3 first"),
    "no paths": ("page.yaml", "openapi: 3.1.0\npaths: {}\n", "no operations to compare"),
    "another page": ("page.md", "# A\n\nPOST /others\n", "it names POST /others"),
    "no operation": ("page.md", "# About us\n\nWe are.\n", "it names none"),
    "nothing shown": ("page.md", "# A\n\nGET /things\n", "neither an example in JSON nor a table"),
    "code in yaml": ("page.yaml", "openapi: !!python/object/apply:os.abort []\n", "not valid YAML"),
    "deep json": ("page.json", "[" * 100_000, "not valid"),
    "deep yaml": ("page.yaml", "openapi: " + "[" * 20_000, "not valid YAML"),
    "aliases": ("page.yaml", BOMB + "openapi: 3.1.0\npaths: {}\n", "no operations"),
}


@pytest.mark.parametrize("name", FILES)
def test_refused(name: str, ask: Ask) -> None:
    file, content, expected = FILES[name]
    with Calls() as calls:
        report = ask(content, file)
    assert report.code == 2
    assert report.out == ""
    line, *reasons = report.err.splitlines()
    assert expected in line
    assert all(reason.startswith("  GET /things: ") for reason in reasons)
    assert file in line
    assert calls.count < 5_000_000


def test_references_that_multiply_are_refused(ours: dict[str, Any], ask: Ask) -> None:
    page = json.loads(json.dumps(ours))
    schemas = page["components"]["schemas"]
    for level in range(20):
        below = f"#/components/schemas/L{level + 1}"
        schemas[f"L{level}"] = {"properties": {f"p{n}": {"$ref": below} for n in range(9)}}
    page["paths"]["/things"]["get"]["requestBody"] = {
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/L0"}}}
    }
    report = ask(page, "page.yaml")
    assert report.code == 2
    assert "multiply without end" in report.err


def test_a_missing_file(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "nowhere.md", SPECS / "together", as_yaml=False) == 2
    assert "cannot be read: No such file or directory" in capsys.readouterr().err


def test_an_unknown_provider() -> None:
    command = [sys.executable, str(ROOT / "scripts/upstream.py"), "acme", "page.md"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no spec of 'acme'; there are huawei, " in done.stderr
