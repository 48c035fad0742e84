"""What the tests read of a built page."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path

SITE = Path(__file__).resolve().parents[3] / ".cache/docs/site"
#: Attributes by which an element loads something; `a` only leads somewhere.
_LOADS = {
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "img": "src",
    "link": "href",
    "object": "data",
    "script": "src",
    "source": "src",
    "video": "src",
}
#: Kinds of `link` that load nothing.
_LEADS = {"canonical", "next", "prev", "alternate"}


class Page(HTMLParser):
    """One page: its anchors, its links, what it loads, and its text outside of code."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.texts: list[str] = []
        self._silent = 0
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.add(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        loads = values.get(_LOADS.get(tag, ""))
        if loads and not (tag == "link" and values.get("rel") in _LEADS):
            self.loads.append(loads)
        self._silent += tag in ("code", "script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("code", "script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts.append(data)


@cache
def pages() -> list[Page]:
    """Return all pages of the site, which `nox -s docs` has just built."""
    found = [Page(path) for path in sorted(SITE.rglob("*.html"))]
    assert len(found) > 20, "run `nox -s docs`"
    return found


def name(page: Page) -> str:
    return page.path.relative_to(SITE).as_posix()
