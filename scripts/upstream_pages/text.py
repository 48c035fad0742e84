"""Take a saved page apart: headings, tables, code and plain lines, from Markdown and from HTML."""

import html
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from documents.api import NotReadableError

NOTES = r"//[^\n]*|/\*[\s\S]*?\*/|(?:\.\.\.|…),?"  # what people write into examples
PARAGRAPHS = ("p", "li", "div", "section", "dt", "dd")
LARGEST = 30_000_000  # bytes; the largest published spec is a tenth of it


@dataclass
class Block:
    """One piece of a page. `kind` is heading, table, code, text, or sample: part of a program."""

    kind: str
    line: int
    text: str = ""
    level: int = 0
    rows: list[list[str]] = field(default_factory=list[list[str]])
    part: str = ""  # of an example that is known to be sent: body


def read_text(path: Path) -> str:
    """Return the text of a file: UTF-8, UTF-16 with its mark, or GB 18030 if it says so.

    Raises NotReadableError for anything else, and for a file that is missing, empty or huge.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise NotReadableError("larger than any page or spec is: is it the right file?")
        data = path.read_bytes()
    except OSError as error:
        raise NotReadableError(f"cannot be read: {error.strerror}") from None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif re.search(rb"charset=[\"']?gb", data[:2000], re.IGNORECASE):
        encoding = "gb18030"
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise NotReadableError("not text in UTF-8: save the page again as text") from None
    if not text.strip() or "\0" in text:
        raise NotReadableError("there is no text in this file")
    return text


def tolerant_json(text: str) -> Any:
    """Return JSON that was written for people: trailing commas, `//` comments, `...` left out.

    Raises ValueError if it is not JSON even so.
    """
    try:
        try:
            return json.loads(text)
        except ValueError:
            return json.loads(_outside_strings(r",(?=\s*[}\]])", _outside_strings(NOTES, text)))
    except RecursionError:
        raise ValueError("nested too deep") from None


def _outside_strings(pattern: str, text: str) -> str:
    """Take out what matches, but nothing from inside a string."""
    either = rf'("(?:\\.|[^"\\\n])*")|{pattern}'
    return re.sub(either, lambda match: match.group(1) or "", text)


def blocks(text: str) -> list[Block]:
    """Take a page apart; signs of full width, as in Chinese text, become plain ones."""
    text = unicodedata.normalize("NFKC", text)
    if re.match(
        r"\s*(?:<!--.*?-->\s*)?<(?:!doctype|html|head|body|div|main|article)\b", text, re.I
    ):
        return _Html(1).read(text)
    return list(_markdown(text))


def _markdown(text: str) -> Iterator[Block]:
    lines = text.splitlines()
    index = 0
    while index < len(lines):
        line = lines[index]
        stripped = line.strip()
        start = index + 1
        if fence := re.match(r"\s*(`{3,}|~{3,})", line):
            inner: list[str] = []
            index += 1
            while index < len(lines) and not lines[index].strip().startswith(fence.group(1)):
                inner.append(lines[index])
                index += 1
            yield Block("code", start + 1, "\n".join(inner))
        elif "<table" in stripped.lower():
            inner = [line]
            while "</table" not in lines[index].lower() and index + 1 < len(lines):
                index += 1
                inner.append(lines[index])
            yield from _Html(start).read("\n".join(inner))
        elif stripped.startswith("|"):
            rows: list[list[str]] = []
            while index < len(lines) and lines[index].strip().startswith("|"):
                rows.append(_cells(lines[index]))
                index += 1
            index -= 1
            yield Block("table", start, rows=[row for row in rows if not _is_rule(row)])
        elif heading := re.match(r"(#{1,6})\s+(.*)", stripped):
            yield Block("heading", start, _plain(heading.group(2)), len(heading.group(1)))
        elif bold := re.fullmatch(r"\*\*(.+?)\*\*:?|__(.+?)__:?", stripped):
            yield Block("heading", start, _plain(bold.group(1) or bold.group(2)), 7)
        elif stripped:
            yield Block("text", start, stripped)
        index += 1


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [_plain(cell.replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", inner)]


def _is_rule(row: list[str]) -> bool:
    return bool(row) and all(re.fullmatch(r":?-{2,}:?|", cell) for cell in row) and any(row)


def _plain(text: str) -> str:
    """Return text without the marks of Markdown and HTML."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"<br\s*/?>", " ", text))
    text = re.sub(r"</?[a-zA-Z][^<>]*>", "", text)
    return html.unescape(text).replace("**", "").replace("`", "").replace("\\_", "_").strip()


class _Html(HTMLParser):
    """Collect blocks from HTML; scripts and styles are left out."""

    def __init__(self, first_line: int) -> None:
        super().__init__()
        self.above = first_line - 1
        self.found: list[Block] = []
        self.text: list[str] = []
        self.line = first_line
        self.table: Block | None = None
        self.hidden = 0
        self.code = 0

    def read(self, text: str) -> list[Block]:
        """Return the blocks of an HTML text."""
        self.feed(text)
        self.close()
        self.end("text")
        return self.found

    def end(self, kind: str, level: int = 0) -> None:
        """Close the text that was collected as a block."""
        text = "".join(self.text)
        self.text = []
        if kind != "code":
            text = " ".join(text.split())
        if text.strip():
            self.found.append(Block(kind, self.line, text, level))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Begin a block where the tag begins one."""
        if tag in ("script", "style", "nav", "footer"):
            self.hidden += 1
        elif tag == "table" and not self.table:
            self.end("text")
            self.table = Block("table", self.getpos()[0] + self.above)
        elif self.table:
            if tag == "tr":
                self.table.rows.append([])
            elif tag in ("td", "th"):
                self.text = []
                if not self.table.rows:
                    self.table.rows.append([])
            elif tag in ("br", "p", "li"):
                self.text.append(" ")
        elif tag == "pre":
            self.end("text")
            self.code += 1
            self.line = self.getpos()[0] + self.above
        elif re.fullmatch(r"h[1-6]|p|li|div|section|dt|dd|ul|ol|br", tag) and not self.code:
            self.end("text")
            self.line = self.getpos()[0] + self.above

    def handle_endtag(self, tag: str) -> None:
        """Close the block that the tag closes."""
        if tag in ("script", "style", "nav", "footer"):
            self.hidden = max(0, self.hidden - 1)
        elif self.table and tag in ("td", "th"):
            self.table.rows[-1].append(" ".join("".join(self.text).split()))
            self.text = []
        elif self.table and tag == "table":
            self.table.rows = [row for row in self.table.rows if row]
            self.found.append(self.table)
            self.table, self.text = None, []
        elif not self.table and tag == "pre" and self.code:
            self.code -= 1
            self.end("code")
        elif not self.table and re.fullmatch(r"h[1-6]", tag):
            self.end("heading", int(tag[1]))
        elif not (self.table or self.code) and tag in PARAGRAPHS:
            self.end("text")

    def handle_data(self, data: str) -> None:
        """Collect text."""
        if not self.hidden:
            self.text.append(data)
