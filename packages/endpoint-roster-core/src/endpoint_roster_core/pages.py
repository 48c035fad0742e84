"""How the pages of a list follow each other."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Style: TypeAlias = Literal["single", "cursor", "numbered"]


class Paging(NamedTuple):
    """How the pages of one operation follow each other.

    Paths are attributes of the answer's model, with dots between them.

    Attributes:
        items: Path of the list of items.
        style: ``single``: there is one answer. ``cursor``: each page names the next one.
            ``numbered``: pages are counted from 1.
        cursor: Path of the next page's name, and the query parameter that it goes into.
        more: Path of a boolean that says whether another page follows; without it, one follows as
            long as the answer names it.
        number: Names of the body's fields for the number and the size of a page.
        size: Path of the size of pages.
        total: Path of the number of items on all pages.
        pages: Path of the number of pages.
    """

    items: str
    style: Style = "single"
    cursor: tuple[str, str] = ("", "")
    more: str = ""
    number: tuple[str, str] = ("", "")
    size: str = ""
    total: str = ""
    pages: str = ""
