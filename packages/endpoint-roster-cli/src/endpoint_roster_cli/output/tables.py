"""Tables for people, on stdout or, where they go with a question, on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from .messages import print_messages, warn
from .stdout import encodable, print_lines
from .terminal import cut, is_colourful, line_width, width
from .text import safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_GAP = "  "
_NARROWEST = 8
# What a provider makes longer than this is not a word any more, and must not push all else out.
_LONGEST_UNCUT = 32
_HINT = "a wider window, or a pipe such as `| less -S`, shows all"


class Column(NamedTuple):
    """One column of a table.

    Attributes:
        heading: Its heading.
        cells: One text a row, as the provider or we wrote it; made harmless when printed.
        right: Whether cells are aligned at the right, as numbers are.
        colours: Colour of a cell by its first word; used on a terminal only.
        uncut: Whether its cells are never cut, because a part of them would mislead; those that
            are too long for a word are.
        full: Whether not even those are cut.
    """

    heading: str
    cells: Sequence[str]
    right: bool = False
    colours: Mapping[str, str] | None = None
    uncut: bool = False
    full: bool = False


class Table(NamedTuple):
    """A table as lines of text, none wider than was asked for."""

    lines: list[str]
    cut: list[str]  # headings
    left_out: list[str]  # headings of columns that did not fit at all


def print_table(
    columns: Sequence[Column], *, headings: bool = True, hint: str = _HINT, err: bool = False
) -> None:
    """Print a table that fits the terminal; where there is none, nothing is cut.

    A message on stderr says what was cut or left out.

    Args:
        columns: The columns.
        headings: Whether there is a line of headings.
        hint: What to do to see all, if something is cut.
        err: Whether it goes to stderr.
    """
    stream = sys.stderr if err else sys.stdout
    coloured = is_colourful(stream)
    table = layout(columns, line_width(stream), headings=headings, coloured=coloured)
    if err:
        print_messages(table.lines)
    else:
        print_lines(table.lines)
    parts = [f"cut {', '.join(table.cut)}"] if table.cut else []
    parts += [f"left out {', '.join(table.left_out)}"] if table.left_out else []
    if parts:
        sys.stdout.flush()
        warn(f"to fit the window: {'; '.join(parts)} ({hint})")


def layout(
    columns: Sequence[Column],
    cells: int | None,
    *,
    headings: bool = True,
    coloured: bool = False,
    ellipsis: str = "…",
) -> Table:
    """Return the table that fits into lines of this width; if None, of any width."""
    texts = [[column.heading, *map(_shown, column.cells)][not headings :] for column in columns]
    wanted = [max(map(width, text), default=0) for text in texts]
    least = [_least(column, want) for column, want in zip(columns, wanted, strict=True)]
    widths = wanted if cells is None else _fit(wanted, least, cells)
    lines: list[str] = []
    for number, row in enumerate(zip(*texts, strict=True)):
        parts: list[str] = []
        for text, size, column in zip(row, widths, columns, strict=False):
            shown = cut(text, size, ellipsis)
            fill = " " * (size - width(shown))
            shown = fill + shown if column.right else shown + fill
            if coloured:
                title = headings and number == 0
                shown = click.style(shown, bold=True) if title else _colour(shown, text, column)
            parts.append(shown)
        lines.append(_GAP.join(parts).rstrip())
    names = [column.heading for column in columns]
    pairs = zip(names, wanted, widths, strict=False)
    return Table(lines, [name for name, want, size in pairs if size < want], names[len(widths) :])


def _least(column: Column, wanted: int) -> int:
    """Return the width that a column does not shrink below."""
    if column.full:
        return wanted
    return _LONGEST_UNCUT if column.uncut else _NARROWEST


def _fit(wanted: Sequence[int], least: Sequence[int], cells: int) -> list[int]:
    """Return the widths of as many columns, from the left, as fit into a line.

    The widest shrink first, but none below what is its least. If that does not suffice, columns
    are left out from the right; the first one always stays.
    """
    for count in range(len(wanted), 1, -1):
        widths = list(wanted[:count])
        excess = sum(widths) + len(_GAP) * (count - 1) - cells
        if sum(max(0, width - low) for width, low in zip(widths, least, strict=False)) < excess:
            continue
        for _ in range(excess):
            soft = (i for i in range(count) if widths[i] > least[i])
            widths[max(soft, key=widths.__getitem__)] -= 1
        return widths
    return [min(width, cells) for width in wanted[:1]]


def _shown(text: str) -> str:
    return encodable(safe(text))


def _colour(shown: str, text: str, column: Column) -> str:
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    colour = (column.colours or {}).get(word)
    return click.style(shown, fg=colour) if colour else shown
