"""Tables for people, on stdout."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from .messages import warn
from .output import print_text
from .terminals import colourful, room
from .text import safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_GAP = "  "
_NARROWEST = 8
# What a provider makes longer than this is no word any more, and must not push all else out.
_LONGEST_WHOLE = 32
_HINT = "a wider window, or a pipe such as `| less -S`, shows all"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        heading: What stands on top.
        cells: One text a row, as the provider or we wrote it; made harmless when printed.
        right: Whether cells stand at the right, as numbers do.
        colours: Colour of a cell by its first word; used on a terminal only.
        whole: Whether its cells are never cut, because a part of them would mislead.
    """

    heading: str
    cells: Sequence[str]
    right: bool = False
    colours: Mapping[str, str] | None = None
    whole: bool = False


def print_table(columns: Sequence[Column], *, headings: bool = True, hint: str = _HINT) -> None:
    """Print a table that fits the terminal; where there is none, nothing is cut.

    What was cut or left out is said on stderr.

    Args:
        columns: The columns, all of the same length.
        headings: Whether to print their headings.
        hint: How the user comes to see what does not fit.
    """
    texts = [[column.heading, *map(safe, column.cells)] for column in columns]
    if not headings:
        texts = [text[1:] for text in texts]
    wanted = [max(map(_width, text), default=0) for text in texts]
    cells = room(sys.stdout)
    widths = wanted if cells is None else fit(wanted, [c.whole for c in columns], cells)
    coloured = colourful(sys.stdout)
    lines: list[str] = []
    for number, row in enumerate(zip(*texts, strict=True)):
        parts: list[str] = []
        for text, width, column in zip(row, widths, columns, strict=False):
            shown = _cell(text, width, right=column.right)
            if coloured:
                title = headings and number == 0
                shown = click.style(shown, bold=True) if title else _colour(shown, text, column)
            parts.append(shown)
        lines.append(_GAP.join(parts).rstrip())
    print_text("".join(f"{line}\n" for line in lines))
    _tell_what_is_missing([column.heading for column in columns], wanted, widths, hint)


def fit(wanted: Sequence[int], whole: Sequence[bool], cells: int) -> list[int]:
    """Return the widths of as many columns, from the left, as fit into a line.

    The widest give way first, but none that must stay whole, and none below eight cells. If that
    does not suffice, columns are left out from the right; the first one always stays.

    Args:
        wanted: Width of each column.
        whole: Whether it must not be cut.
        cells: Width of the line.
    """
    for count in range(len(wanted), 1, -1):
        widths = _squeeze(wanted[:count], whole[:count], cells)
        if widths is not None:
            return widths
    return [min(width, cells) for width in wanted[:1]]


def _squeeze(wanted: Sequence[int], whole: Sequence[bool], cells: int) -> list[int] | None:
    """Return the widths at which all these columns fit; None if there are none."""
    excess = sum(wanted) + len(_GAP) * (len(wanted) - 1) - cells
    widths = list(wanted)
    least = [_LONGEST_WHOLE if stays else _NARROWEST for stays in whole]
    soft = [i for i, width in enumerate(wanted) if width > least[i]]
    if sum(widths[i] - least[i] for i in soft) < excess:
        return None
    while excess > 0:
        widest = max((i for i in soft if widths[i] > least[i]), key=widths.__getitem__)
        widths[widest] -= 1
        excess -= 1
    return widths


def _tell_what_is_missing(
    headings: Sequence[str], wanted: Sequence[int], widths: Sequence[int], hint: str
) -> None:
    """Say once which columns were cut, and which are not there."""
    pairs = zip(headings, wanted, widths, strict=False)
    cut = [heading for heading, want, width in pairs if width < want]
    out = headings[len(widths) :]
    if cut or out:
        sys.stdout.flush()
        parts = [f"cut {', '.join(cut)}"] if cut else []
        parts += [f"left out {', '.join(out)}"] if out else []
        warn(f"to fit the window: {'; '.join(parts)} ({hint})")


def _colour(shown: str, text: str, column: Column) -> str:
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    colour = (column.colours or {}).get(word)
    return click.style(shown, fg=colour) if colour else shown


def _width(text: str) -> int:
    """Return how many cells of a terminal a text takes; Chinese characters take two."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _cell(text: str, width: int, *, right: bool) -> str:
    """Return the text at exactly this width."""
    excess = _width(text) - width
    if excess <= 0:
        return " " * -excess + text if right else text + " " * -excess
    from rich.cells import set_cell_size

    return f"{set_cell_size(text, width - 1)}…"
