"""Pages as they are copied from a browser, without the marks of headings, tables and code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from support.pages import OF_LIFE, PAGES, SPECS
from upstream_pages.report import run

from pipeline.upstream_pages.test_life import CHANGES

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
PLAIN = [
    page for page in (*OF_LIFE, *PAGES)
    if page.suffix == ".md" and "openapi:" not in page.read_text("utf-8")
]  # fmt: skip


def provider_of(page: Path) -> str:
    return page.stem if page in PAGES else page.parent.name


def copied(text: str) -> str:
    """The lines of a page: a heading is one like the others, a table has one cell a line."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("|"):
            cells = [cell.strip(" `*") for cell in line.strip("|").split("|")]
            lines += [] if all(re.fullmatch(":?-+:?", cell) for cell in cells) else cells
        elif not line.startswith("```"):
            plain = re.sub(r"^#+ |^\*\*|\*\*$", "", line)
            lines.append(plain if plain[:1] in set(' {}[]"') else plain.replace("`", ""))
    return "\n".join(lines)


def said_of(text: str, provider: str, folder: Path, capsys: Capture) -> list[str]:
    """What is new on a page, each in a line."""
    page = folder / "page.txt"
    page.write_text(text, "utf-8")
    code = run(page, SPECS / provider, as_yaml=False)
    report = capsys.readouterr()
    assert code < 2, report.err
    return [line for line in report.out.splitlines() if not line.startswith("    ")]


def test_there_are_pages_of_each_provider_that_writes_plain_ones() -> None:
    assert {provider_of(page) for page in PLAIN} == {"huawei", "ppio", "volcengine"}


@pytest.mark.parametrize("page", PLAIN, ids=lambda page: f"{page.parent.name} {page.stem}")
def test_a_copy_says_the_same(page: Path, tmp_path: Path, capsys: Capture) -> None:
    text = copied(page.read_text("utf-8"))
    assert not re.search(r"(?m)^#|^\||^```", text)
    assert said_of(text, provider_of(page), tmp_path, capsys) == []


@pytest.mark.parametrize(
    ("name", "before", "after", "expected"),
    [one for one in CHANGES if any(f"{p.parent.name} {p.stem}" == one[0] for p in PLAIN)],
)
def test_a_change_of_it_is_found(
    name: str, before: str, after: str, expected: str, tmp_path: Path, capsys: Capture
) -> None:
    [page] = [one for one in PLAIN if f"{one.parent.name} {one.stem}" == name]
    original = page.read_text("utf-8").replace(before, after)
    found = said_of(copied(original), provider_of(page), tmp_path, capsys)
    assert any(expected in line for line in found)
    assert found == said_of(original, provider_of(page), tmp_path, capsys)


PROGRAM = """
Request
url = "https://api.novita.ai/gpus/v2/endpoints"
payload = {
    "name": "a",
    "size": 4
}
response = requests.post(url, json=payload, headers=dict({"Accept": "*/*"}))
Response
"""


def test_what_a_program_assigns_is_no_example(tmp_path: Path, capsys: Capture) -> None:
    page = next(one for one in PLAIN if one.parent.name == "ppio" and one.stem == "create")
    text = f"{copied(page.read_text('utf-8'))}\n{PROGRAM}"
    assert said_of(text, "ppio", tmp_path, capsys) == []
