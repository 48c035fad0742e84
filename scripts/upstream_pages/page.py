"""Read a file that the maintainer saved, whatever it is, into an Api.

An OpenAPI document, or one in a fenced block of a page, is complete. A plain page is not: its
tables name parameters and fields, its examples show one answer. What a page does not mention counts
as unsaid, not as missing.
"""

import json
import re
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import yaml
from documents.api import PARAMETER_PARTS, Api, NotReadableError, Operation, read_api
from documents.shapes import Shape, example_shape
from documents.spec import LOADER, mapping

from .copied import SENT, balanced, recognised
from .naming import REQUEST, find_operation, other_names, other_requests
from .tables import add_errors, add_list_line, add_rows, columns_of, part_of
from .text import Block, blocks, read_text, tolerant_json

NO_CONTENT = "204"
DEEPEST = 200  # levels of nesting in YAML
OF_TABLE = re.compile(r"\W*(?:表|table)\s*\d", re.IGNORECASE)
CAPTION = re.compile(r"\W*(?:表|table|状态码|status code|http)\b.{0,60}$|\W*表\s*\d", re.IGNORECASE)


def read(path: Path, ours: Api, wanted: str = "") -> Api:
    """Read a saved file; our own description tells which operation a plain page is about.

    `wanted` is the operationId of that operation, if the maintainer says so.

    Raises NotReadableError, with advice, for a file in which nothing to compare was found.
    """
    text = read_text(path)
    if (document := whole_document(path, text)) is not None:
        return read_api(document, ours)
    found = blocks(text)
    for block in found:
        if block.kind == "code" and re.search(
            r"(?m)^\s*\{?\s*[\"']?(?:openapi|paths)[\"']?\s*:", block.text
        ):
            document = load(block.text, block.line - 1, is_json=block.text.lstrip()[:1] == "{")
            description = read_api(document, ours)
            description.remarks.insert(0, f"line {block.line}: read the OpenAPI block")
            return description
    return _Page(ours, wanted).read(recognised(found))


def whole_document(path: Path, text: str) -> Any:
    """Return the content of an OpenAPI file, or None for a page."""
    is_json = text.lstrip("\ufeff \t\r\n")[:1] == "{"
    named = path.suffix.lower() in (".yaml", ".yml", ".json")
    if not named and not is_json and not re.match(r"(?:#.*\n|\s)*(?:openapi|swagger)\s*:", text):
        return None
    try:
        document = load(text, is_json=is_json)
    except NotReadableError:
        if is_json and not named:
            return None
        raise
    if (
        not isinstance(document, dict)
        or not {"openapi", "swagger", "paths"} & mapping(document).keys()
    ):
        raise NotReadableError(
            "neither `openapi` nor `paths` in it: save the OpenAPI document, or the page as"
            " Markdown or HTML"
        )
    return document  # pyright: ignore[reportUnknownVariableType]


def load(text: str, above: int = 0, *, is_json: bool) -> Any:
    """Return the content of a JSON or YAML text that begins after so many lines of its file."""
    if is_json:
        try:
            return tolerant_json(text)
        except ValueError as error:
            line = above + (error.lineno if isinstance(error, json.JSONDecodeError) else 1)
            raise NotReadableError(f"line {line}: not valid JSON: {error}") from None
    try:
        refuse_depths(text, LOADER)
        # Dates stay text: `2024-01-01` is the name of a version.
        return yaml.load(text, Loader=_without_dates(LOADER))  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = above + (error.problem_mark.line + 1 if error.problem_mark else 1)
        raise NotReadableError(f"line {line}: not valid YAML: {error.problem}") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise NotReadableError(f"not valid YAML: {error}") from None


def refuse_depths(text: str, loader: Any) -> None:
    """Raise ValueError for a nesting that no document has: the C loader would crash on it."""
    events = yaml.parse(text, Loader=loader)
    begin, end = yaml.CollectionStartEvent, yaml.CollectionEndEvent
    depths = accumulate(isinstance(one, begin) - isinstance(one, end) for one in events)
    if any(depth > DEEPEST for depth in depths):
        raise ValueError("nested too deep")


def _without_dates(loader: Any) -> Any:
    resolvers = {
        first: [(tag, pattern) for tag, pattern in rules if not tag.endswith(":timestamp")]
        for first, rules in loader.yaml_implicit_resolvers.items()
    }
    return type("Loader", (loader,), {"yaml_implicit_resolvers": resolvers})


class _Page:
    """Reads a plain page block by block; the last heading says what it is about."""

    def __init__(self, ours: Api, wanted: str) -> None:
        self.ours = ours
        self.wanted = wanted
        self.description = Api()
        self.part: str | None = None
        self.part_level = 0
        self.status = "200"
        self.caption = ""

    def read(self, found: list[Block]) -> Api:
        """Return what the page says; NotReadableError if it is about none of our operations."""
        named = find_operation(found, self.ours, self.wanted)
        mine = named.operation
        self.description.remark(f"taken for {mine.name} by {named.by}")
        operation = Operation(f"{named.method} {mine.path}", ":1", mine.addresses)
        for part in PARAMETER_PARTS:
            operation.parts[part] = Shape(":1")
        operation.silent |= {*PARAMETER_PARTS, "body", "errors"}
        for name, value in parse_qsl(named.query):
            shape = Shape(":1", samples={value: ":1"})  # an address tells no types
            operation.parts["query"].fields[name] = shape
        for name, value, line in other_names(found, mine, self.ours):
            shape = operation.parts["query"].fields.setdefault(name, Shape(f":{line}"))
            shape.samples[value] = f":{line}"
        for request, line in other_requests(found, named, self.ours):
            operation.requests.setdefault(request, f":{line}")
        for block in found:
            self.block(block, operation, mine)
        headers = operation.parts["header"].fields
        for name in [name for name in headers if name.lower() in self.ours.hidden]:
            del headers[name]
        if not any(part not in PARAMETER_PARTS for part in operation.parts):
            raise NotReadableError(
                f"the page names {mine.name}, but shows neither an example in JSON nor a table of"
                " its answer: save it with all its parts unfolded"
            )
        for part in sorted(operation.silent):
            self.description.remark(f"the page says nothing of: {part}")
        self.description.operations.append(operation)
        return self.description

    def block(self, block: Block, operation: Operation, mine: Operation) -> None:
        """Take in one block."""
        if block.kind == "heading" or (block.kind == "text" and CAPTION.match(block.text)):
            self.turn_to(block, operation, mine)
        if block.kind == "table" and block.rows:
            self.table(block, operation, mine)
        elif block.kind == "code":
            self.example(block, operation, mine)
        elif block.kind == "text" and self.part in PARAMETER_PARTS:
            add_list_line(block, self.part, operation)

    def turn_to(self, block: Block, operation: Operation, mine: Operation) -> None:
        """Follow a heading or caption: which part of the operation comes now."""
        is_get = mine.name.startswith("GET ")
        part = part_of(block.text, "query" if is_get else "body")
        self.caption = block.text
        status = re.search(r"(?<!\d)([1-5]\d\d)(?!\d)", block.text)
        if status and part in (None, "errors", "response"):
            self.status = status.group(1)
            part = "response" if self.status.startswith("2") else "errors"
            self.empty(operation, block.line)
        elif part == "response" and self.status and OF_TABLE.match(block.text):
            # The caption of a table below `Status code: 400`.
            part = "response" if self.status.startswith("2") else "errors"
        elif part in ("errors", "response"):
            self.status = "200" if part == "response" else ""
        if part:
            self.part, self.part_level = part, block.level or self.part_level
        elif block.kind == "heading" and block.level <= self.part_level:
            self.part = None

    def empty(self, operation: Operation, line: int) -> None:
        """Take in a status that says by itself that its answer has no body."""
        if self.status == NO_CONTENT:
            operation.parts.setdefault(NO_CONTENT, Shape(f":{line}", unsaid=True))

    def table(self, block: Block, operation: Operation, mine: Operation) -> None:
        """Take in a table: of parameters, of fields, or of errors."""
        columns = columns_of(block.rows[0])
        is_body = self.status and {"name", "type"} <= columns.keys() and "status" not in columns
        if (self.part == "errors" and not is_body) or {"status", "code"} & columns.keys():
            if add_errors(block, columns, operation):
                operation.silent.discard("errors")
            return
        if "name" not in columns or self.part is None:
            return
        target = self.part if self.part in PARAMETER_PARTS or self.part == "body" else "200"
        if self.part == "errors":
            target = self.status  # one error's body: the page need not list the others
        operation.silent.discard(target)
        shape = operation.parts.setdefault(target, Shape(f":{block.line}"))
        unnamed = add_rows(
            block, columns, shape, mine.parts.get(target), self.caption, self.description
        )
        self.rearrange(target, operation, mine)
        if target == "body":
            # An action's name and version stand in the address, and in tables of what is sent.
            body = mine.parts.get("body", Shape(""))
            for name in mine.constants.keys() - body.fields.keys():
                shape.fields.pop(name, None)
        if unnamed:
            operation.unnamed.setdefault(target, []).extend(unnamed)
            self.description.remark(f"line {block.line}: {target} parameters without a name")

    def rearrange(self, part: str, operation: Operation, mine: Operation) -> None:
        """Move parameters to where ours are: tables of the address mix the path and the query."""
        if part not in ("path", "query"):
            return
        sent, inside = operation.parts["query"].fields, operation.parts["path"].fields
        if mine.parts["path"].fields.keys() <= inside.keys():  # the others are not in the address
            for name in sorted(inside.keys() - mine.parts["path"].fields.keys()):
                sent[name] = inside.pop(name)
                operation.silent.discard("query")
        for other in ("path", "query"):
            known = mine.parts[other].fields.keys() - mine.parts[part].fields.keys()
            for name in known & operation.parts[part].fields.keys():
                operation.parts[other].fields[name] = operation.parts[part].fields.pop(name)
                operation.silent.discard(other)

    def example(self, block: Block, operation: Operation, mine: Operation) -> None:
        """Take in an example of a request or an answer."""
        start = re.search(r"(?m)^\s*[{\[]", block.text)
        sent = SENT.search(block.text)
        if block.part or sent:
            part, code, start = block.part or "body", "", sent or start
        elif status := re.search(r"HTTP/[\d.]+\s+(\d\d\d)", block.text):
            part, code = "response", status.group(1)
            self.status = code
            self.empty(operation, block.line)
        elif REQUEST.search(block.text) and start:
            part, code = "body", ""
        else:
            part, code = self.part or "response", self.status
        if not start:
            return
        begin = start.end() - 1 if start is sent else start.start()
        raw = block.text[begin:]
        if end := start is sent and balanced(block.text, begin):
            raw = block.text[begin:end]
        line = block.line + block.text[:begin].count("\n")
        try:
            value = tolerant_json(raw)
        except ValueError as error:
            if part != "query":
                self.description.remark(f"line {line}: an example that is not valid JSON: {error}")
            return
        if re.search(r",\s*[}\]]", raw):
            self.description.remark(f"line {line}: a comma after the last field of an example")
        if part == "errors":
            code = code or "400"
        target = "body" if part in ("body", "query") else code
        if target == "body" and "body" not in mine.parts:
            return
        operation.silent.discard(target)
        if not target.startswith("2") and target != "body":
            operation.silent.discard("errors")
        shape = example_shape(value, f":{line}#")
        if target in operation.parts:
            operation.parts[target].merge(shape, either=False)
        else:
            operation.parts[target] = shape
