"""Records as HTML for notebooks. All that providers sent is escaped; there are no links."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: Columns of a listing; those that are empty in all rows are left out.
_COLUMNS = ("provider", "account", "id", "name", "model", "kind", "state", "region", "created_at")
_MOST_ROWS = 60


def field_table(title: str, fields: Mapping[str, Any]) -> str:
    """Return a table of names and values."""
    rows = ([_cell("th", name), _cell("td", value)] for name, value in fields.items())
    return f"<table><caption>{_safe(title)}</caption>{_rows(rows)}</table>"


def listing_table(endpoints: Sequence[Any], failures: Sequence[Any], *, complete: bool) -> str:
    """Return a table of endpoints, with a line for each failure below it.

    Args:
        endpoints: Objects with the attributes of ``Endpoint``.
        failures: Objects with the attributes of ``Failure``.
        complete: Whether all endpoints are there.
    """
    shown = endpoints[:_MOST_ROWS]
    names = [name for name in _COLUMNS if any(getattr(one, name) for one in shown)]
    head = _row(_cell("th", name) for name in names)
    rows = _rows([_cell("td", getattr(one, name)) for name in names] for one in shown)
    lines = [_counts(len(endpoints), len(shown), complete=complete)]
    lines += [f"{one.provider} ({one.account}): {one.cause}. {one.advice}" for one in failures]
    table = f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>" if shown else ""
    return table + "".join(f"<p>{_safe(line)}</p>" for line in lines)


def _counts(total: int, shown: int, *, complete: bool) -> str:
    words = [f"{total} endpoint" if total == 1 else f"{total} endpoints"]
    if shown < total:
        words.append(f"the first {shown} are shown")
    if not complete:
        words.append("the listing is incomplete")
    return ", ".join(words)


def _rows(rows: Iterable[Iterable[str]]) -> str:
    return "".join(map(_row, rows))


def _row(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(cells)}</tr>"


def _cell(tag: str, value: Any) -> str:
    if isinstance(value, datetime):
        value = f"{value:%Y-%m-%d %H:%M}"
    return f'<{tag} style="text-align: left">{"" if value is None else _safe(str(value))}</{tag}>'


def _safe(text: str) -> str:
    """Return text that is nothing but text: also without characters that reorder or hide others."""
    return escape("".join(map(_visible, text)))


def _visible(character: str) -> str:
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    return character.encode("unicode_escape", "surrogatepass").decode()
