"""Listings on the screen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from .text import safe, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from endpoint_roster import Endpoint, Failure

_GAP = "  "
_NARROWEST = 8
_COLOURS = {"running": "green", "failed": "red", "degraded": "yellow", "unknown": "yellow"}


def print_table(endpoints: Sequence[Endpoint]) -> None:
    """Print a table that fits the terminal; where there is none, nothing is cut."""
    from rich.console import Console

    console = Console()
    columns = _columns(endpoints)
    widths = [max(map(_width, column)) for column in columns]
    if console.is_terminal:
        widths = _fit(widths, console.width)
    coloured = console.color_system is not None and not console.no_color
    state = next(i for i, column in enumerate(columns) if column[0] == "STATE")
    for row, cells in enumerate(zip(*columns, strict=True)):
        padded = [_cell(cell, width) for cell, width in zip(cells, widths, strict=True)]
        if coloured and row == 0:
            padded = [click.style(cell, bold=True) for cell in padded]
        elif coloured:
            padded[state] = click.style(padded[state], fg=_COLOURS.get(cells[state].split()[0]))
        click.echo(_GAP.join(padded).rstrip(), color=coloured)


def _columns(endpoints: Sequence[Endpoint]) -> list[list[str]]:
    """Return the columns, headings first; accounts only where they tell more than providers."""
    columns = {
        "PROVIDER": [endpoint.provider for endpoint in endpoints],
        "ACCOUNT": [endpoint.account for endpoint in endpoints],
        "STATE": [_state(endpoint) for endpoint in endpoints],
        "NAME": [endpoint.name or endpoint.id for endpoint in endpoints],
        "MODEL": [endpoint.model or "-" for endpoint in endpoints],
        "CREATED": [f"{e.created_at:%Y-%m-%d}" if e.created_at else "-" for e in endpoints],
    }
    if columns["ACCOUNT"] == columns["PROVIDER"]:
        del columns["ACCOUNT"]
    return [[heading, *map(safe, cells)] for heading, cells in columns.items()]


def _state(endpoint: Endpoint) -> str:
    """Return the state, and where it says nothing, the provider's word."""
    word = endpoint.provider_state
    return f"unknown ({word})" if endpoint.state == "unknown" and word else endpoint.state.value


def _fit(widths: list[int], room: int) -> list[int]:
    """Return widths that fit into a line: the widest columns give way first."""
    widths = list(widths)
    room -= len(_GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _width(text: str) -> int:
    """Return how many cells of a terminal a text takes; Chinese characters take two."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _cell(text: str, width: int) -> str:
    """Return the text at exactly this width."""
    excess = _width(text) - width
    if excess <= 0:
        return text + " " * -excess
    from rich.cells import set_cell_size

    return f"{set_cell_size(text, width - 1)}…"


def print_failures(failures: Iterable[Failure]) -> None:
    """Print what could not be reached to stderr."""
    for failure in failures:
        so_far = f" after {failure.endpoints} endpoints" if failure.endpoints else ""
        where = f"{failure.provider} ({failure.account}): {failure.attempted}{so_far} failed"
        warn(f"{where}: {failure.cause}")
        warn(f"  {failure.advice}")


def warn(message: str) -> None:
    """Print one line to stderr."""
    click.echo(f"roster: {safe(message)}", err=True)


def print_json(value: Any, *, indent: int | None = None) -> None:
    """Print JSON to stdout, in ASCII where the encoding could not hold all of it."""
    ascii_only = "utf" not in (sys.stdout.encoding or "").lower()
    sys.stdout.write(f"{to_json(value, indent=indent, ascii_only=ascii_only)}\n")
