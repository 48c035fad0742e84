"""What the generator cannot read is refused with its exact place, and what to write instead."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

import pytest
from generation import environment
from support.workspace import ROOT

from pipeline.generation.hostile_specs import (
    ENDPOINT,
    GOOD,
    LIST,
    SCHEMAS,
    Case,
)

pytestmark = pytest.mark.slow
SAID = {"description": "Said."}
GET = GOOD["paths"]["/endpoints"]["get"]
NEXT = len(GET["parameters"])
ONE = "/paths/~1endpoints~1{id}"


def field(**schema: Any) -> dict[str, Any]:
    return {f"{ENDPOINT}/zz": {**SAID, **schema}}


def parameters(*more: dict[str, Any]) -> dict[str, Any]:
    return {f"{LIST}/parameters": [*GET["parameters"], *more]}


def query(name: str, **schema: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", **SAID, "schema": schema}


def of_path(*parameters: dict[str, Any]) -> dict[str, Any]:
    return {ONE: {"get": {**GET, "operationId": "getOne", "parameters": [*parameters]}}}


ID = {"name": "id", "in": "path", **SAID, "schema": {"type": "string"}}
INSIDE = {"type": "object", "properties": {"a": {"type": "string", **SAID}}}
# The edits, the place, and what is said of it.
CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    "a type of another language": (
        field(type="file"), f"{ENDPOINT}/zz/type",
        "write one of string, integer, number, boolean, array, object, null, not file",
    ),
    "an object or an array": (
        field(type=["object", "array"]), f"{ENDPOINT}/zz/type", "name one of array and object",
    ),
    "an array of nothing": (
        field(type="array"), f"{ENDPOINT}/zz", "describe the items of this array under `items`",
    ),
    "words of two types": (
        {f"{SCHEMAS}/Mixed": {"type": "string", **SAID, "enum": ["a", 1]}},
        f"{SCHEMAS}/Mixed/enum", "words are of one type, not integer and string",
    ),
    "a default of another type": (
        parameters(query("size", type="integer", default="many")),
        f"{LIST}/parameters/{NEXT}/schema/default",
        "write a default of type integer, or remove it",
    ),
    "a default that is not a word": (
        parameters(query("sort", type="string", enum=["up", "down"], default="side")),
        f"{LIST}/parameters/{NEXT}/schema/default",
        "write a default that is one of up, down, or remove it",
    ),
    "a parameter given twice": (
        parameters(query("a", type="string"), query("a", type="string")),
        f"{LIST}/parameters/{NEXT + 1}", "the query parameter a is here twice: remove one",
    ),
    "a parameter that the path lacks": (
        parameters({**ID, "required": True}), f"{LIST}/parameters/{NEXT}/name",
        "write {id} in the path /endpoints, or remove the parameter",
    ),
    "a path whose parameter is not declared": (
        of_path(), f"{ONE}/get/parameters",
        "declare the parameter id of the path, with `in: path`",
    ),
    "a path whose parameter may be left out": (
        of_path(ID), f"{ONE}/get/parameters/0/required",
        "write `required: true`: it is in the path",
    ),
    "a status in words": (
        {f"{LIST}/responses/OK": SAID}, f"{LIST}/responses/OK",
        'write a status such as "404", "5XX" or default',
    ),
    "another version of OpenAPI": ({"/openapi": "3.0.3"}, "/openapi", 'write openapi: "3.1.0"'),
    "two classes of one name": (
        {f"{ENDPOINT}/zz": {**INSIDE, **SAID}, f"{SCHEMAS}/EndpointZz": {**INSIDE, **SAID}},
        f"{SCHEMAS}/Endpoint",
        "two objects would be the class EndpointZz: move the one inside of another to"
        " components/schemas, under a name of its own",
    ),
    "a class of our own": (
        {f"{SCHEMAS}/Pager": {"type": "string", **SAID}}, f"{SCHEMAS}/Pager",
        "in Python it would be Pager, which our code uses itself: choose another name",
    ),
    "a field that models have themselves": (
        {f"{ENDPOINT}/to_dict": {"type": "string", **SAID}}, f"{ENDPOINT}/to_dict",
        "in Python it would be to_dict, which our code uses itself: leave it out",
    ),
    "alternatives that no model has": (
        field(anyOf=[{"type": "string"}, {"type": "array", "items": {"type": "string"}}]),
        f"{ENDPOINT}/zz", "a union of string and list[string] has no reading: leave one of them",
    ),
}  # fmt: skip
RENDER = """
import contextlib, io, json, sys
from pathlib import Path
from rendering import packages
for root in sys.stdin.read().splitlines():
    errors = io.StringIO()
    with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(errors):
        code = packages.render(["acme"], Path(root), Path(root, "out"))
    print(json.dumps([code, errors.getvalue()]), flush=True)
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """What is said of each case, all rendered in one process."""
    world = tmp_path_factory.mktemp("readable")
    roots = {name: world / f"case{number}" for number, name in enumerate(CASES)}
    for name, root in roots.items():
        Case(name, CASES[name][0]).write(root / "specs" / "acme", 0)
        (root / "LICENSE").write_text("Do as you like.\n")
        (root / "scripts").symlink_to(ROOT / "scripts", target_is_directory=True)
    done = subprocess.run(
        [str(environment.python(ROOT)), "-B", "-c", RENDER],
        input="\n".join(map(str, roots.values())), env={**os.environ, "PYTHONPATH": "scripts"},
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    results = map(json.loads, done.stdout.splitlines())
    return {name: tuple(result) for name, result in zip(roots, results, strict=True)}


@pytest.mark.parametrize("name", CASES)
def test_it_is_said_what_to_write(name: str, said: dict[str, tuple[int, str]]) -> None:
    _, place, advice = CASES[name]
    code, words = said[name]
    assert code == 1
    file, _, rest = words.removeprefix("cannot generate: ").partition(": #")
    path, _, line = file.partition(":")
    assert path == "specs/acme/openapi.yaml"
    assert line.isdigit()
    assert rest == f"{place} {advice}\n"
