"""The pages hold together: links lead somewhere, and nothing comes from another host."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest

from docs.site.html import SITE, Page, name, pages

#: An address in a style sheet.
URL = re.compile(r"(?:url\(|@import\s)\s*['\"]?([^'\")\s]+)")

#: Markup of reStructuredText, which the pages would show as it is.
ROLE = re.compile(r":(?:class|mod|meth|func|attr|data|exc|obj):")


def is_elsewhere(address: str) -> bool:
    return bool(urlsplit(address).netloc)


@pytest.mark.parametrize("page", pages(), ids=name)
def test_a_page_loads_nothing_from_another_host(page: Page) -> None:
    assert page.loads
    assert [address for address in page.loads if is_elsewhere(address)] == []


def test_no_style_sheet_loads_anything_from_another_host() -> None:
    sheets = sorted(SITE.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        addresses = URL.findall(sheet.read_text("utf-8"))
        assert [a for a in addresses if is_elsewhere(a) and not a.startswith("data:")] == []


@pytest.mark.parametrize("page", pages(), ids=name)
def test_links_lead_somewhere(page: Page) -> None:
    anchors = {other.path: other.ids for other in pages()}
    if name(page) == "404.html":
        return  # its links are from the root of a server
    broken: list[str] = []
    for link in page.links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        there = (page.path.parent / unquote(parts.path)).resolve() if parts.path else page.path
        there = there / "index.html" if there.is_dir() else there
        if not there.is_file() or (
            parts.fragment and unquote(parts.fragment) not in anchors.get(there, ())
        ):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", pages(), ids=name)
def test_no_reference_is_left_as_text(page: Page) -> None:
    text = "".join(page.texts)
    assert "][" not in text
    assert not ROLE.search(text)
