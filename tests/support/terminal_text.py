"""What a command wrote to a terminal, as lines, cells and columns."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from support.terminal import Terminal


#: Takes the line of progress away.
ERASE = "\r\x1b[K"
PROGRESS = re.compile(r"\d+ of \d+ accounts?, ")


def written(terminal: Terminal) -> list[str]:
    """The lines that were written to a terminal, without colours and progress, never wrapped."""
    text = re.sub(r"\x1b\[(0|1|3[1-3])m", "", terminal.raw.decode())
    lines = text.removesuffix("\r\n").split("\r\n")
    return [line.rpartition(ERASE)[2].rstrip(" ") for line in lines]


def joined(lines: list[str]) -> str:
    """Messages in one line, as they are before they are wrapped."""
    return " ".join(line.removeprefix("roster:").strip() for line in lines)


def is_tame(line: str) -> bool:
    return all(c.isprintable() or unicodedata.category(c) == "Zs" for c in line)


def cells(line: str) -> list[str]:
    """What stands in each cell; a wide character is followed by an empty one."""
    found: list[str] = []
    for character in line:
        if unicodedata.combining(character):
            continue
        wide = unicodedata.east_asian_width(character) in "WF"
        found += [character, ""] if wide else [character]
    return found


def stand_in_columns(rows: Sequence[str], headings: Sequence[str]) -> None:
    """Raise unless each of these columns begins in all rows where its heading does."""
    head, *rest = map(cells, rows)
    for heading in headings:
        place = len(re.split(rf"\b{heading}\b", "".join(head))[0])
        for row, line in zip(rest, rows[1:], strict=True):
            assert row[max(0, place - 2) : place] == [" "] * min(2, place), (heading, line)
            assert row[place].strip(), (heading, line)
