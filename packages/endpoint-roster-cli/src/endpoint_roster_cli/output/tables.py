"""Tables for people, on stdout or, where they go with a question, on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from .messages import print_messages, warn
from .stdout import encodable, print_lines
from .terminal import cut, is_colourful, line_width, width, wrapped
from .text import safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_GAP = "  "
_INDENT = " " * 4
#: What is shortened keeps this much, in which names can be told apart; else it is left out.
_NARROWEST = 16
# What a provider makes longer than this is not a word any more, and must not push all else out.
_LONGEST_UNCUT = 32
_HINT = "a wider window or a pipe shows all"


class Column(NamedTuple):
    """One column of a table.

    Attributes:
        heading: Its heading.
        cells: One text a row, as the provider or we wrote it; made harmless when printed.
        right: Whether cells are aligned at the right, as numbers are.
        colours: Colour of a cell by its first word; used on a terminal only.
        uncut: Whether its cells are never cut, because a part of them would mislead; those that
            are too long for a word are.
        longest: How long such a word is at most.
        names: Whether its cells name the row: they are not cut before they take half of the window.
        full: Whether not even those are cut. Alone, such a column is as wide as it has to be: a
            terminal that breaks its lines shows all of it, which can be copied.
        below: Whether its cells go below the row, on lines of their own, where they do not fit.
        last: Whether its cells are shortened only where those of all others cannot be any more.
        keep: Which columns are left out first where not all of them fit: those with the least of
            this, and among them the last.
    """

    heading: str
    cells: Sequence[str]
    right: bool = False
    colours: Mapping[str, str] | None = None
    uncut: bool = False
    longest: int = _LONGEST_UNCUT
    names: bool = False
    full: bool = False
    below: bool = False
    last: bool = False
    keep: int = 0


class Table(NamedTuple):
    """A table as lines of text, none wider than was asked for; see ``Column.full``."""

    lines: list[str]
    cut: list[str]  # headings
    left_out: list[str]  # headings of columns that did not fit at all


def print_table(
    columns: Sequence[Column],
    *,
    headings: bool = True,
    hint: str = _HINT,
    err: bool = False,
    tabs: bool = False,
    paged: bool = False,
) -> None:
    """Print a table that fits the terminal, and on stderr what was cut or left out.

    Where stdout is not a terminal, cells are separated by tabs, and nothing is cut: programs such
    as ``cut`` and ``sort`` get what they expect.

    Args:
        columns: The columns.
        headings: Whether there is a line of headings.
        hint: What to do to see all, if something is cut.
        err: Whether it goes to stderr.
        tabs: Whether cells are separated by tabs on a terminal, too.
        paged: Whether a long table is for the pager.
    """
    stream = sys.stderr if err else sys.stdout
    coloured = is_colourful(stream)
    if tabs or (not err and not stream.isatty()):
        print_lines(separated(columns, headings=headings, coloured=coloured))
        return
    table = layout(columns, line_width(stream), headings=headings, coloured=coloured)
    if err:
        print_messages(table.lines)
    elif paged:
        from .pager import print_paged

        print_paged(table.lines)
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
    texts = _texts(columns, headings=headings)
    wanted = [max(map(width, text), default=0) for text in texts]
    widths = dict(enumerate(wanted)) if cells is None else _fit(columns, wanted, cells)
    lines: list[str] = []
    left_out = [place for place in range(len(columns)) if place not in widths]
    below = [place for place in left_out if columns[place].below]
    for number, row in enumerate(zip(*texts, strict=True)):
        parts: list[str] = []
        for place, size in widths.items():
            shown = cut(row[place], size, ellipsis)
            fill = " " * (size - width(shown))
            if coloured:
                shown = _styled(shown, row[place], columns[place], title=headings and number == 0)
            parts.append(fill + shown if columns[place].right else shown + fill)
        lines.append(_GAP.join(parts).rstrip())
        for place in below:
            for text in wrapped(row[place], cells, len(_INDENT)):
                title = coloured and headings and number == 0
                lines.append(_INDENT + (click.style(text, bold=True) if title else text))
    names = [column.heading for column in columns]
    return Table(
        lines,
        [names[place] for place, size in widths.items() if size < wanted[place]],
        [names[place] for place in left_out if place not in below],
    )


def separated(
    columns: Sequence[Column], *, headings: bool = True, coloured: bool = False
) -> list[str]:
    """Return the lines of a table with one tab between cells, which hold none."""
    lines: list[str] = []
    for number, row in enumerate(zip(*_texts(columns, headings=headings), strict=True)):
        title = headings and number == 0
        cells = zip(row, columns, strict=True)
        parts = [_styled(t, t, column, title=title) if coloured else t for t, column in cells]
        lines.append("\t".join(parts))
    return lines


def _texts(columns: Sequence[Column], *, headings: bool) -> list[list[str]]:
    return [[column.heading, *map(_shown, column.cells)][not headings :] for column in columns]


def _least(column: Column, wanted: int, half: int) -> int:
    """Return the width that a column does not shrink below.

    Args:
        column: The column.
        wanted: Its width if nothing is cut.
        half: What it may take if it names the row.
    """
    if column.full or column.below:
        return wanted
    if column.uncut:
        return min(wanted, column.longest)
    return min(wanted, max(_NARROWEST, half) if column.names else _NARROWEST)


def _fit(columns: Sequence[Column], wanted: Sequence[int], cells: int) -> dict[int, int]:
    """Return the widths of as many columns as fit into a line, by their places.

    The widest shrink first, but none below what is its least. If that does not suffice, columns
    are left out; see ``Column.keep``. One always stays.
    """
    half = cells // 2 // max(1, sum(column.names for column in columns))
    least = [_least(column, want, half) for column, want in zip(columns, wanted, strict=True)]
    places: list[int] = []
    for place in sorted(range(len(columns)), key=lambda place: -columns[place].keep):
        more = [*places, place]
        if not places or sum(least[p] for p in more) + _gaps(more) <= cells:
            places = more
    places.sort()
    if len(places) == 1:
        return {
            place: wanted[place] if columns[place].full else min(wanted[place], cells)
            for place in places
        }
    widths = {place: wanted[place] for place in places}
    for _ in range(sum(widths.values()) + _gaps(places) - cells):
        soft = [place for place in places if widths[place] > least[place]]
        first = [place for place in soft if not columns[place].last]
        widths[max(first or soft, key=widths.__getitem__)] -= 1
    return widths


def _gaps(places: Sequence[int]) -> int:
    return len(_GAP) * (len(places) - 1)


def _shown(text: str) -> str:
    return encodable(safe(text))


def _styled(shown: str, text: str, column: Column, *, title: bool) -> str:
    """Return a heading or a cell in its colour."""
    if title:
        return click.style(shown, bold=True)
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    colour = (column.colours or {}).get(word)
    return click.style(shown, fg=colour) if colour else shown
