"""Pages of single operations in the providers' styles, written from a document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml
from documents.api import Api, Operation, read_api
from documents.shapes import ENTRY, ITEM, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Document = dict[str, Any]

HEADS = ["参数", "参数类型", "是否必选", "默认值", "描述"]
PARTS = {
    "path": "路径参数",
    "query": "Query参数",
    "header": "请求Header参数",
    "body": "请求Body参数",
}


def document_page(document: Document, operation: Operation) -> str:
    """A page with a block of OpenAPI: Together, OpenRouter."""
    method, path = operation.method.lower(), operation.path
    item = document["paths"][path]
    kept = {key: value for key, value in item.items() if key in (method, "parameters", "servers")}
    shown = {**document, "paths": {path: kept}}
    text = yaml.safe_dump(json.loads(json.dumps(shown)), allow_unicode=True, sort_keys=False)
    return f"# {operation.id}\n\n````yaml {operation.method} {path}\n{text}````\n"


def table_page(document: Document, operation: Operation) -> str:
    """A page of tables with captions, and examples in fences: Huawei."""
    found = [f"# 操作\n\n#### URI\n\n{operation.method} {operation.path}\n"]
    for number, (part, rows) in enumerate(_tables(operation), 1):
        found.append(f"\n表{number} {part}\n\n|{'|'.join(HEADS)}|\n|{'---|' * len(HEADS)}")
        found += [f"|{'|'.join(row)}|" for row in rows]
    for what, value in _examples(document, operation):
        found.append(f"\n#### {what}\n\n```json\n{json.dumps(value, ensure_ascii=False)}\n```")
    found.append("\n#### 错误码\n\n|状态码|错误码|描述|\n|---|---|---|")
    found += [f"|{'|'.join(row)}|" for row in _errors(operation)[1:]]
    return "\n".join([*found, ""])


def action_page(document: Document, operation: Operation) -> str:
    """The same, named by its title alone: Volcengine."""
    action = operation.constants["Action"]
    _, _, rest = table_page(document, operation).partition(f"{operation.method} {operation.path}")
    return f"# {action} - 操作\n\n{rest}"


def copied_page(document: Document, operation: Operation) -> str:
    """Text that was copied without marks: curl over two lines, one cell a line: PPIO."""
    address = f"{document['servers'][0]['url']}{operation.path}"
    found = ["操作", "", f"curl --request {operation.method} \\", f"  --url {address} \\", ""]
    for part, rows in _tables(operation):
        found.append(part)
        for row in [HEADS, *rows]:
            found += [cell or "-" for cell in row]
    for what, value in _examples(document, operation):
        found += [what, json.dumps(value, indent=2, ensure_ascii=False)]
    found.append("错误码")
    for row in _errors(operation):
        found += row
    return "\n".join(found)


STYLES: dict[str, Callable[[Document, Operation], str]] = {
    "huawei": table_page,
    "openrouter": document_page,
    "ppio": copied_page,
    "together": document_page,
    "volcengine": action_page,
}


def described(document: Document) -> Api:
    """A document as our side of a comparison."""
    return read_api(document)


def _tables(operation: Operation) -> Iterator[tuple[str, list[list[str]]]]:
    for part, title in PARTS.items():
        if part in operation.parts and (rows := [*_rows(operation.parts[part])]):
            yield title, rows
    answer = _success(operation)
    if answer and (rows := [*_rows(answer)]):
        yield "响应Body参数", rows


def _rows(shape: Shape, before: str = "") -> Iterator[list[str]]:
    for name, field in shape.fields.items():
        required = {True: "是", False: "否", None: ""}[field.required]
        words = [str(word) for word in field.words]
        text = f"取值范围: {', '.join(words)}" if words else "有描述"
        default = field.stated.get("default")
        shown = "" if default is None or isinstance(default, bool) else str(default)
        inner = field.fields.get(ITEM)
        yield [f"{before}{name}", _type(field), required, shown, text]
        if inner and inner.fields and not {ITEM, ENTRY} & inner.fields.keys():
            yield from _rows(inner, f"{before}{name}[].")
        elif not {ITEM, ENTRY} & field.fields.keys():
            yield from _rows(field, f"{before}{name}.")


def _type(shape: Shape) -> str:
    """The type, as far as a table can say it: one of them, not what a free mapping holds."""
    types = shape.types - {"null"}
    if len(types) != 1 or ENTRY in shape.fields:
        return "any"
    [kind] = types
    if kind != "array":
        return kind.capitalize()
    inner = shape.fields.get(ITEM)
    named = _type(inner) if inner else "any"
    return "Array" if named == "any" or named.startswith("Array") else f"Array of {named}"


def _success(operation: Operation) -> Shape | None:
    return next((one for status, one in operation.parts.items() if status[0] == "2"), None)


def _examples(document: Document, operation: Operation) -> Iterator[tuple[str, Any]]:
    method = document["paths"][operation.path][operation.method.lower()]
    for status, response in method["responses"].items():
        for media in response.get("content", {}).values():
            if status[0] == "2" and "success" in media.get("examples", {}):
                yield f"响应示例\n\n状态码: {status}", media["examples"]["success"]["value"]
        if status[0] == "2" and not response.get("content"):
            yield f"响应示例\n\n状态码: {status}", {}


def _errors(operation: Operation) -> list[list[str]]:
    """A table of all errors: statuses, and codes where there are some."""
    rows = [[status, "-", "不行"] for status in operation.parts if status[0] in "45"]
    rows += [["400", code, "不行"] for code in operation.codes]
    return [["状态码", "错误码", "描述"], *rows]
