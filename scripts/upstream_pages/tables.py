"""Read tables and lists of parameters, fields and errors, in English and in Chinese."""

import re
from pathlib import Path
from typing import Any

import yaml
from documents.api import Api, Operation
from documents.shapes import ITEM, Shape

from .text import Block

WORDS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))
NAME = re.compile(r"[A-Za-z_][\w.\-\[\]/]*", re.ASCII)
YES = re.compile(r"^(?:是|必选|必填|yes|true|required|mandatory|y|✓|√)", re.IGNORECASE)
CHOICES = re.compile(
    r"(?:取值范围|取值|枚举值?|可选值|one of|options|valid values|possible values|values)"
    r"[^:]{0,20}:\s*(.+)",
    re.IGNORECASE,
)
LIST_LINE = re.compile(
    r"[-*+]\s+(?:\*\*|`)?(?P<name>[A-Za-z_][\w.\-\[\]]*)?(?:\*\*|`)?\s*[:(<|,]*\s*"
    r"(?P<type>integer|int|string|boolean|bool|number|array|object)\b[\])>,:]*\s*(?P<text>.*)",
    re.IGNORECASE,
)


def announces(text: str) -> bool:
    """Whether a line says by itself what comes, and nothing else."""
    patterns: list[str] = WORDS["announcing"]
    return any(re.fullmatch(pattern, text.strip(), re.IGNORECASE) for pattern in patterns)


def is_type(text: str) -> bool:
    """Whether a cell names a type."""
    patterns: dict[str, str] = WORDS["types"]
    words = text.strip("<> ")
    is_named = any(re.search(pattern, words, re.IGNORECASE) for pattern in patterns.values())
    return is_named or bool(re.fullmatch(r"(?i)(?:array of )?\w+ objects?|\w+", words))


def part_of(text: str, request: str) -> str | None:
    """Return what a heading announces; a plain "request" is the query or the body."""
    for part, pattern in WORDS["parts"].items():
        # With ASCII, Chinese letters are not word characters: `请求Header参数` names the header.
        if re.search(pattern, text, re.IGNORECASE | re.ASCII):
            return request if part == "request" else part
    return None


def columns_of(header: list[str]) -> dict[str, int]:
    """Return which column of a table holds what."""
    found: dict[str, int] = {}
    for index, title in enumerate(header):
        for name, pattern in WORDS["columns"].items():
            if name not in found and re.search(pattern, title.strip(), re.IGNORECASE):
                found[name] = index
                break
    return found


def add_rows(
    block: Block,
    columns: dict[str, int],
    shape: Shape,
    ours: Shape | None,
    caption: str,
    description: Api,
) -> list[str]:
    """Add a table's fields to a shape; return those that have no name, as `type: description`.

    A table may describe a type that a table above named, or the inside of an envelope.
    """
    rows = [row for row in block.rows[1:] if row and any(row)]
    names = [cell(row, columns, "name") for row in rows]
    if not any(cell(row, columns, "required") for row in rows):  # icons do not survive copying
        columns = {name: at for name, at in columns.items() if name != "required"}
    target = place_for(names, shape, ours, caption, description, block.line)
    if target is not shape and not target.types:
        target.types.add("object")
    unnamed: list[str] = []
    for row, name in zip(rows, names, strict=True):
        found = row_shape(row, columns, f":{block.line + block.rows.index(row) + 1}")
        steps = [step for step in re.split(r"\.(?![0-9N]\b)", name) if step]
        if not steps:
            words = "|".join(sorted(found.types)) or "anything"
            unnamed.append(": ".join(filter(None, [words, cell(row, columns, "text")])))
            continue
        holder = target
        for step in steps[:-1]:
            holder = inside(holder.fields.setdefault(bare(step), Shape(found.pointer)), step)
        last = bare(steps[-1])
        if last in holder.fields:
            holder.fields[last].merge(found, either=False)
        else:
            holder.fields[last] = found
        if steps[-1] != last:
            holder.fields[last].types = {"array"}
    return unnamed


def place_for(
    names: list[str],
    shape: Shape,
    ours: Shape | None,
    caption: str,
    description: Api,
    line: int,
) -> Shape:
    """Return the shape that a table describes: all of it, or something inside of it."""
    # "Table 5 InferServerInfo" belongs where a row above said "Array of InferServerInfo objects".
    for word in re.findall(r"[A-Z]\w+", caption):
        if (holder := find_type(shape, word)) is not None:
            return holder
    tops = {bare(name.partition(".")[0]) for name in names if name}
    if ours and tops and not tops & ours.fields.keys():
        for name, inner in ours.fields.items():
            for held, what, step in (
                (inner, f"what {name} holds", name),
                (inner.fields.get(ITEM), f"the items of {name}", f"{name}[]"),
            ):
                if held and tops & held.fields.keys():
                    description.remark(f"line {line}: the table is taken for {what}")
                    return inside(shape.fields.setdefault(name, Shape(f":{line}")), step)
    return shape


def find_type(shape: Shape, name: str) -> Shape | None:
    """Find the field whose type was called by this name, at any depth."""
    for inner in shape.fields.values():
        if inner.type_name == name:
            return inside(inner, "[]" if "array" in inner.types else "")
        if (found := find_type(inner, name)) is not None:
            return found
    return None


def inside(shape: Shape, step: str) -> Shape:
    """Return the shape whose fields are described below a step: an array's are its items'."""
    if step != bare(step) or "array" in shape.types | shape.shown or ITEM in shape.fields:
        return shape.fields.setdefault(ITEM, Shape(shape.pointer))
    return shape


def bare(step: str) -> str:
    """Return a step without what marks it as a list: `Items[]`, `Items.N`, `Items[0]`."""
    return re.sub(r"(?:\[\w*\]|\.(?:N|\d+))+$", "", step.strip("*└├─»> \u00a0"))


def row_shape(row: list[str], columns: dict[str, int], pointer: str) -> Shape:
    """Return the shape that one row describes."""
    shape = Shape(pointer, in_table=True)
    given = cell(row, columns, "type")
    for name, pattern in WORDS["types"].items():
        if re.search(pattern, given.strip("<> "), re.IGNORECASE):
            shape.types.add(name)
            break
    if "array" in shape.types:
        rest = re.sub(r"(?i)\b(?:array|list)\b|数组|\[\]|[<>]|\bof\b|objects?\b", " ", given)
        inner = row_shape([rest.strip()], {"type": 0}, pointer)
        if inner.types:
            inner.types = {t if t != "array" else "string" for t in inner.types}
            shape.fields[ITEM] = inner
    if of := re.search(r"\b([A-Z]\w+)\s+objects?\b|\b[Oo]f\s+([A-Z]\w+)", given):
        shape.types = shape.types or {"object"}
        shape.type_name = of.group(1) or of.group(2)
    if "required" in columns:
        shape.required = bool(YES.match(cell(row, columns, "required")))
    text = cell(row, columns, "text")
    if choices := CHOICES.search(text):
        for word in re.split(r"[、,;|/]|\bor\b|\band\b|或|和", choices.group(1).split("。")[0]):
            if re.fullmatch(r"[A-Za-z][\w.-]*", word.strip(" .`'\"")):
                shape.words[word.strip(" .`'\"")] = pointer
    default = cell(row, columns, "default")
    if default and default not in "-—无/":
        shape.stated["default"] = int(default) if default.isdigit() else default
    return shape


def cell(row: list[str], columns: dict[str, int], name: str) -> str:
    """Return a cell's text, empty where there is none; a dash means none."""
    index = columns.get(name, len(row))
    text = row[index].strip() if index < len(row) else ""
    return "" if text in ("-", "—", "--", "/") else text


def add_list_line(block: Block, part: str, operation: Operation) -> None:
    """Take in a parameter that is written as a list item."""
    match = LIST_LINE.match(block.text)
    if not match:
        return
    operation.silent.discard(part)
    row = [match["name"] or "", match["type"].lower(), match["text"].strip(" -—")]
    shape = row_shape(row, {"name": 0, "type": 1, "text": 2}, f":{block.line}")
    if row[0]:
        operation.parts[part].fields[row[0]] = shape
    else:
        words = "|".join(sorted(shape.types))
        operation.unnamed.setdefault(part, []).append(": ".join(filter(None, [words, row[2]])))


def add_errors(block: Block, columns: dict[str, int], operation: Operation) -> bool:
    """Take in a table of errors: statuses, and codes if there is a column of them."""
    found = False
    for number, row in enumerate(block.rows[1:], block.line + 1):
        statuses = re.findall(r"(?<!\d)[1-5]\d\d(?!\d)", cell(row, columns, "status"))
        if "status" not in columns:
            statuses = re.findall(r"^(?:[45]\d\d)$", cell(row, {"first": 0}, "first"))
        for status in statuses:
            found = True
            operation.parts.setdefault(status, Shape(f":{number}", unsaid=True))
        code = cell(row, columns, "code")
        if re.fullmatch(r"[A-Za-z][\w.-]+", code):
            found = True
            operation.codes.setdefault(code, f":{number}")
    return found
