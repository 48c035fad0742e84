"""The code blocks of a Markdown page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FENCE = re.compile(r"(?P<indent> *)(?P<fence>```+|~~~+)(?P<language>[\w-]*)[^`]*")


@dataclass(frozen=True)
class Block:
    """One fenced block."""

    path: Path
    line: int  # of its first line of code, counted from 1
    language: str
    code: str

    @property
    def first_line(self) -> str:
        return next((line.strip() for line in self.code.splitlines() if line.strip()), "")

    def __str__(self) -> str:
        return f"{self.path.name}:{self.line}"


def blocks_of(path: Path) -> list[Block]:
    """Return the blocks of a page, in order."""
    blocks: list[Block] = []
    begin: re.Match[str] | None = None
    code: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if begin is None:
            if begin := _FENCE.fullmatch(line):
                code = []
        elif line.strip() == begin["fence"]:
            text = "\n".join(code) + "\n"
            blocks.append(Block(path, number - len(code), begin["language"], text))
            begin = None
        else:
            code.append(line.removeprefix(begin["indent"]))
    assert begin is None, f"{path.name}: the last block has no end"
    return blocks
