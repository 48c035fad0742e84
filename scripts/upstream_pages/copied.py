"""Find tables, examples and headings in text that was copied without its marks.

A table is known by its heads, also with one cell a line; JSON by its brackets; a heading by a short
line that announces what comes.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from .tables import NAME, announces, columns_of, is_type
from .text import Block, tolerant_json

HEADS = 3  # known heads in a row, from which on they are a table's
LONGEST_HEAD = 24
LONGEST_EXAMPLE = 200_000  # characters
STARTS = re.compile(r"[{\[](?=\s*(?:$|[\"{\[}\]]))", re.MULTILINE)
SENT = re.compile(r"(?:\s-d|--data(?:-raw|-binary)?)[\s='\"$]*[{\[]")  # curl's data in JSON
IN_CODE = re.compile(r"[=(]\s*$")  # before what a program assigns or hands on
WIDEST_OPTION = 30  # characters
STATUS = re.compile(r"[1-5]\d\d")


def recognised(found: Sequence[Block]) -> list[Block]:
    """Return the blocks of a page, with what was found in its plain lines in their place."""
    made: list[Block] = []
    for is_text, blocks in groupby(found, lambda block: block.kind == "text"):
        run = [*blocks]
        made += _lines(run) if is_text else run
    return made


def _lines(run: list[Block]) -> Iterator[Block]:
    while run:
        if table := _table(run):
            block, run = table
            yield block
        elif example := _example(run):
            before, block, run = example
            yield from (*before, block)
        elif announces(run[0].text):
            yield Block("heading", run[0].line, run[0].text, 7)
            run = run[1:]
        else:
            yield run[0]
            run = run[1:]


def _table(run: list[Block]) -> tuple[Block, list[Block]] | None:
    """A table with one cell a line at the beginning of these lines, and what comes after it."""
    texts = [block.text for block in run]
    heads: list[str] = []
    for text in texts:
        known = columns_of([*heads, text])
        if len(text) > LONGEST_HEAD or len(known) != len(heads) + 1:
            break
        heads.append(text)
    if len(heads) < HEADS:
        return None
    columns = columns_of(heads)
    rows = [heads]
    at = len(heads)
    while _is_row(texts[at : at + len(heads)], columns):
        row = texts[at : at + len(heads)]
        at += len(heads)
        # A last cell of several lines goes on until the next row, or to what is not a cell.
        while at < len(texts) and not (
            _is_row(texts[at : at + len(heads)], columns) or _ends(texts[at:])
        ):
            row[-1] += f" {texts[at]}"
            at += 1
        rows.append(row)
    if len(rows) == 1:
        return None
    return Block("table", run[0].line, rows=rows), run[at:]


def _is_row(cells: list[str], columns: dict[str, int]) -> bool:
    """Whether these cells begin as a row does: with a name and a type, or with a status."""
    if len(cells) < len(columns):
        return False
    if "name" in columns:
        kind = columns.get("type")
        return bool(NAME.fullmatch(cells[columns["name"]])) and (
            kind is None or is_type(cells[kind])
        )
    return "status" in columns and bool(STATUS.fullmatch(cells[columns["status"]]))


def _ends(texts: list[str]) -> bool:
    """Whether a table ends before these lines."""
    heads = texts[:HEADS]
    begins = len(columns_of(heads)) == HEADS and all(len(text) <= LONGEST_HEAD for text in heads)
    return begins or announces(texts[0]) or texts[0][:1] in "{["


def _example(run: list[Block]) -> tuple[list[Block], Block, list[Block]] | None:
    """The first example in JSON that begins in the first line: before it, it, and after it."""
    first = STARTS.search(run[0].text)
    if not first:
        return None
    text = "\n".join(block.text for block in run)
    for start in STARTS.finditer(text, 0, len(run[0].text)):
        end = balanced(text, start.start())
        if end and _is_example(text[start.start() : end], text[: start.start()]):
            break
    else:
        return None
    before, example, rest = text[: start.start()], text[start.start() : end], text[end:]
    last = text[:end].count("\n")
    behind = rest.partition("\n")[0].strip(" '\"\\")
    after = [Block("text", run[last].line, behind)] if behind else []
    ahead = [Block("text", run[0].line, before.strip())] if before.strip() else []
    is_sent = SENT.search(f"{before}{example[0]}", max(0, len(before) - WIDEST_OPTION))
    kind = "sample" if IN_CODE.search(before) and not is_sent else "code"
    found = Block(kind, run[0].line, example, part="body" if is_sent else "")
    return ahead, found, [*after, *run[last + 1 :]]


def _is_example(text: str, before: str) -> bool:
    """Whether it is JSON, and more than brackets in a sentence."""
    try:
        value = tolerant_json(text)
    except ValueError:
        return False
    return bool(value) or not before.strip()


def balanced(text: str, start: int) -> int:
    """Where the brackets that open at `start` are all closed; 0 if they never are."""
    depth, in_string, index = 0, False, start
    while index < min(len(text), start + LONGEST_EXAMPLE):
        sign = text[index]
        if in_string:
            if sign == "\\":
                index += 1
            in_string = sign not in '"\n'
        elif sign == '"':
            in_string = True
        elif sign in "{[":
            depth += 1
        elif sign in "}]":
            depth -= 1
            if depth == 0:
                return index + 1
        index += 1
    return 0
