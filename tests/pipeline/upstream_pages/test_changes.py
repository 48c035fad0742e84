"""A page of every operation, in its provider's style: each kind of change is named, nothing else.

The pages are written from our own specs, first as they are, then with one change in them.
"""

from __future__ import annotations

import copy
import functools
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from documents.api import Api, NotReadableError
from documents.spec import LOADER
from support.page_styles import STYLES, Document, described, document_page
from support.pages import SPECS
from upstream_pages.differences import Difference, compare
from upstream_pages.known import covers, read_known
from upstream_pages.page import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow
TEXT = {"type": "string", "description": "Said."}
METHODS = ("put", "post", "patch", "delete")


@functools.cache
def document_of(provider: str) -> Document:
    return yaml.load((SPECS / provider / "openapi.yaml").read_text("utf-8"), LOADER)


@functools.cache
def ours(provider: str) -> Api:
    return described(document_of(provider))


class Page:
    """A copy of a spec, and the operation in it that a page is about."""

    def __init__(self, provider: str, name: str) -> None:
        whole = document_of(provider)
        self.name = name
        self.codes: dict[str, str] = {}
        method, path = name.split(" ", 1)
        paths = {path: whole["paths"][path]}
        self.document: Document = copy.deepcopy({**whole, "paths": paths})
        self.item: dict[str, Any] = self.document["paths"][path]
        self.method: dict[str, Any] = self.item[method.lower()]

    def follow(self, schema: Any) -> Any:
        while "$ref" in schema:
            found: Any = self.document
            for step in schema["$ref"].split("/")[1:]:
                found = found[step]
            schema = found
        return schema

    @property
    def objects(self) -> list[tuple[str, dict[str, Any], list[Any]]]:
        """The answer and the body: where, the schema, and the examples."""
        responses = self.method["responses"]
        holders = [(s, self.follow(r)) for s, r in responses.items() if s[0] == "2"]
        if "requestBody" in self.method:
            holders.append(("body", self.follow(self.method["requestBody"])))
        found: list[tuple[str, dict[str, Any], list[Any]]] = []
        for where, holder in holders:
            for media in holder.get("content", {}).values():
                examples = [one["value"] for one in media.get("examples", {}).values()]
                found.append((where, self.follow(media["schema"]), examples))
        return [one for one in found if one[1].get("properties")]

    def parameters(self) -> list[dict[str, Any]]:
        held = [*self.item.get("parameters", []), *self.method.get("parameters", [])]
        return [self.follow(one) for one in held]


Expected = set[tuple[str, str]]  # where, after the operation; what


def field_added(page: Page) -> Expected:
    where, schema, _ = page.objects[0]
    schema["properties"]["zz_new"] = TEXT
    return {(f"{where} zz_new", "field")}


def _last(page: Page) -> tuple[str, dict[str, Any], list[Any], str]:
    where, schema, examples = page.objects[0]
    return where, schema, examples, [*schema["properties"]][-1]


def field_removed(page: Page) -> Expected:
    where, schema, examples, name = _last(page)
    del schema["properties"][name]
    schema["required"] = [one for one in schema.get("required", []) if one != name]
    for example in examples:
        example.pop(name, None)
    return {(f"{where} {name}", "field")} if schema["properties"] else set()


def field_renamed(page: Page) -> Expected:
    where, schema, examples, name = _last(page)
    schema["properties"]["zz_new"] = schema["properties"].pop(name)
    required = schema.get("required", [])
    schema["required"] = ["zz_new" if one == name else one for one in required]
    for example in examples:
        if name in example:
            example["zz_new"] = example.pop(name)
    return {(f"{where} {name}", "field"), (f"{where} zz_new", "field")}


def field_retyped(page: Page) -> Expected:
    for where, schema, examples in page.objects:
        for name, held in schema["properties"].items():
            if held.get("type") in ("string", "integer", "boolean") and "const" not in held:
                to, value = ("string", "1") if held["type"] == "integer" else ("integer", 1)
                kept = {key: held[key] for key in ("description", "deprecated") if key in held}
                schema["properties"][name] = {**kept, "type": to}
                for example in examples:
                    if example.get(name) is not None:
                        example[name] = value
                return {(f"{where} {name}", "type")}
    return set()


def value_added(page: Page) -> Expected:
    for where, schema, _ in page.objects:
        for name, held in schema["properties"].items():
            words = [page.follow(one) for one in held.get("anyOf", [held])]
            for known in words:
                if known.get("enum") and all(isinstance(one, str) for one in known["enum"]):
                    schema["properties"][name] = copy.deepcopy(held)
                    fresh = {**known, "enum": [*known["enum"], "ZZNEW"]}
                    page.document["components"]["schemas"]["ZzKnown"] = fresh
                    others = [one for one in held.get("anyOf", []) if page.follow(one) is not known]
                    reference = {"$ref": "#/components/schemas/ZzKnown"}
                    kept = {
                        k: v for k, v in held.items() if k not in ("anyOf", "$ref", "enum", "type")
                    }
                    schema["properties"][name] = {**kept, "anyOf": [reference, *others]}
                    return {(f"{where} {name}", "value")}
    return set()


def error_added(page: Page) -> Expected:
    default = page.follow(page.method["responses"]["default"])
    page.method["responses"]["418"] = copy.deepcopy(default)
    return {("418", "error")}


def error_code_added(page: Page) -> Expected:
    page.codes["ZzNewError"] = ":1"
    return {("errors", "code")}


def parameter_added(page: Page) -> Expected:
    page.method.setdefault("parameters", []).append(
        {"name": "zz_new", "in": "query", "schema": TEXT, "description": "Said."}
    )
    return {("query zz_new", "parameter")}


def default_changed(page: Page) -> Expected:
    for parameter in page.parameters():
        schema = parameter["schema"]
        if parameter["in"] == "query" and schema.get("type") == "integer" and "const" not in schema:
            schema["default"] = 77
            return {(f"query {parameter['name']}", "default")}
    return set()


def requiredness_changed(page: Page) -> Expected:
    for parameter in page.parameters():
        if parameter["in"] == "query" and not parameter.get("required"):
            parameter["required"] = True
            return {(f"query {parameter['name']}", "required")}
    for where, schema, _ in page.objects:
        if where == "body":
            name = next(iter(schema["properties"]))
            required = schema.get("required", [])
            schema["required"] = [one for one in required if one != name] or (
                [name] * (not required)
            )
            if (name in required) == (name in schema["required"]):
                schema["required"].append(name)
            return {(f"body {name}", "required")}
    return set()


def method_changed(page: Page) -> Expected:
    method, path = page.name.split(" ", 1)
    other = next(one for one in METHODS if one not in page.item)
    page.item[other] = page.item.pop(method.lower())
    page.name = f"{other.upper()} {path}"
    return {("", "method")}


KINDS: list[Callable[[Page], Expected]] = [
    field_added, field_removed, field_renamed, field_retyped, value_added, error_added,
    error_code_added, parameter_added, default_changed, requiredness_changed, method_changed,
]  # fmt: skip
OPERATIONS = [
    (provider, operation.name)
    for provider in sorted(STYLES)
    for operation in ours(provider).operations
]


def found_on(page: Page, provider: str, file: Path) -> set[Difference]:
    """What a page in the provider's style says otherwise than our spec."""
    theirs = {one.name: one for one in described(page.document).operations}[page.name]
    theirs.codes = page.codes
    file.write_text(STYLES[provider](page.document, theirs), "utf-8")
    return {*compare(ours(provider), read(file, ours(provider)))}


@pytest.mark.parametrize(("provider", "name"), OPERATIONS, ids=str)
def test_a_change_is_named_and_nothing_else(provider: str, name: str, tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    before = found_on(Page(provider, name), provider, file)
    known = read_known(SPECS / provider / "divergences.yaml")
    pins = [pin for entry in known for pin in entry.differences]
    unknown = [one for one in before if not any(covers(pin, one) for pin in pins)]
    # No table of errors has a row for all others.
    assert [one for one in unknown if one.where != f"{name} default"] == []
    known_before = {(one.where.removeprefix(name).strip(), one.what) for one in before}
    shown: list[str] = []
    for kind in KINDS:
        page = Page(provider, name)
        expected = kind(page) if kind in WITHOUT_OBJECTS or page.objects else set[Any]()
        if not expected or (kind.__name__, provider) in NOT_SHOWN:
            continue
        if kind is method_changed and is_ambiguous(name, provider):
            # A plain page with another method may be either of two operations at one address.
            with pytest.raises(NotReadableError, match=f"  {re.escape(name)}: its address is in"):
                found_on(page, provider, file)
            shown.append(kind.__name__)
            continue
        found = found_on(page, provider, file)
        named = {(one.where.removeprefix(name).strip(), one.what) for one in found}
        assert named - known_before == expected, kind.__name__
        shown.append(kind.__name__)
    assert len(shown) >= 3


def is_ambiguous(name: str, provider: str) -> bool:
    """Whether a page's address is that of several operations, and nothing else distinguishes."""
    at = [one for one in ours(provider).operations if one.path == name.partition(" ")[2]]
    return len(at) > 1 and STYLES[provider] is not document_page


WITHOUT_OBJECTS = [
    error_added,
    parameter_added,
    default_changed,
    requiredness_changed,
    method_changed,
]
# What a style has no place for.
NOT_SHOWN = {
    ("method_changed", "volcengine"),
    ("error_code_added", "openrouter"),
    ("error_code_added", "together"),
}
