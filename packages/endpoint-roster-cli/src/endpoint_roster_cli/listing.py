"""roster list."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from endpoint_roster import IncompleteError, to_dict

from . import columns, grouping
from .exit_codes import INCOMPLETE, NO_CREDENTIALS, OK
from .formats import csv_text, yaml_text
from .messages import print_failures, warn
from .output import ascii_only, print_json, print_text
from .progress import shown_progress
from .sources import open_roster
from .tables import print_table
from .text import counted, safe
from .world import world

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from endpoint_roster import Failure, Listing, Pager

    from .asking import Asked
    from .tables import Column

_HINT = "see all in a wider window or through a pipe such as `| less -S`; choose with --columns"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a listing is to be printed.

    Attributes:
        output: ``table``, ``wide``, ``json``, ``jsonl``, ``csv``, ``yaml`` or ``name``.
        columns: Names of columns; those of the format if there are none.
        sort_by: Names of columns with whether they descend; as the accounts gave it if empty.
        reverse: Whether to turn the order round.
        headings: Whether tables and CSV have a line of headings.
        limit: Most rows to print.
        group_by: Fields to count endpoints by, in place of printing them.
        query: Takes a part of the JSON or YAML document; see ``querying``.
    """

    output: str
    columns: Sequence[str] = ()
    sort_by: Sequence[tuple[str, bool]] = ()
    reverse: bool = False
    headings: bool = True
    limit: int | None = None
    group_by: Sequence[str] = ()
    query: Callable[[Any], Any] | None = None

    @property
    def streams(self) -> bool:
        """Whether endpoints are printed while others are still on their way."""
        arranged = self.sort_by or self.reverse or self.group_by or self.limit is not None
        return self.output == "jsonl" and not arranged


def run(asked: Asked, view: View) -> int:
    """List endpoints.

    Args:
        asked: Which endpoints, of which accounts.
        view: How to print them.

    Returns:
        The exit code.

    Raises:
        click.UsageError: The query does not fit what is there.
    """
    with ExitStack() as stack:
        roster = stack.enter_context(open_roster(asked.source))
        pager = roster.list(**asked.filters())
        failures = _stream(pager) if view.streams else _collect(pager, view)
        sys.stdout.flush()
        print_failures(failures)
    if not failures:
        return OK
    return INCOMPLETE if pager.accounts else NO_CREDENTIALS


def _stream(pager: Pager) -> Sequence[Failure]:
    """Print each endpoint as soon as it is there."""
    with shown_progress(pager) as hide_progress:
        try:
            for endpoint in pager:
                hide_progress()
                print_json(to_dict(endpoint))
        except IncompleteError as error:
            return error.failures
    return ()


def _collect(pager: Pager, view: View) -> Sequence[Failure]:
    """Print what was listed once all of it is there."""
    with shown_progress(pager):
        listing = pager.collect()
    rows = _groups(listing, view) if view.group_by else _endpoints(listing, view)
    _PRINTERS[view.output](rows, listing, view)
    sys.stdout.flush()
    if rows.count < rows.total:
        warn(f"{rows.count} of {rows.total} {rows.what} (--limit)")
    elif sys.stderr.isatty() and view.output in ("table", "wide"):
        found, asked = len(listing.endpoints), len(pager.accounts)
        warn(f"{counted(found, 'endpoint')} of {counted(asked, 'account')}")
    return listing.failures


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """What is to be printed.

    Attributes:
        what: What one row is, as documents call several of them.
        count: How many there are.
        total: How many there were before the limit.
        records: Makes them data.
        fields: Fields of the data that CSV has.
        table: Makes them columns of a table.
        references: Makes them names for other commands.
    """

    what: str
    count: int
    total: int
    records: Callable[[], list[dict[str, Any]]]
    fields: Sequence[str]
    table: Callable[[], list[Column]]
    references: Callable[[], list[str]]


def _endpoints(listing: Listing, view: View) -> _Rows:
    ordered = columns.order(listing.endpoints, view.sort_by, reverse=view.reverse)
    shown, now = ordered[: view.limit], world().now()

    def names() -> Sequence[str]:
        usual = columns.wide(shown, now) if view.output == "wide" else columns.plain(shown)
        return view.columns or usual

    return _Rows(
        what="endpoints",
        count=len(shown),
        total=len(ordered),
        records=lambda: [columns.record(endpoint, view.columns, now) for endpoint in shown],
        fields=columns.fields(view.columns) or csv_text.endpoint_fields(),
        table=lambda: columns.table(names(), shown, now),
        references=lambda: [columns.reference(endpoint) for endpoint in shown],
    )


def _groups(listing: Listing, view: View) -> _Rows:
    by = tuple(dict.fromkeys(view.group_by))
    ordered = grouping.group(listing.endpoints, by)
    ordered = grouping.order(ordered, view.sort_by, reverse=view.reverse)
    shown = ordered[: view.limit]
    return _Rows(
        what="groups",
        count=len(shown),
        total=len(ordered),
        records=lambda: [group.to_dict() for group in shown],
        fields=(*by, grouping.COUNT),
        table=lambda: grouping.table(shown, by),
        references=list,
    )


def _print_table(rows: _Rows, _: Listing, view: View) -> None:
    if rows.count:
        print_table(rows.table(), headings=view.headings, hint=_HINT)


def _print_document(rows: _Rows, listing: Listing, view: View) -> None:
    document: Any = {
        rows.what: rows.records(),
        "failures": [to_dict(failure) for failure in listing.failures],
        "complete": listing.complete and rows.count == rows.total,
    }
    if view.query:
        document = view.query(document)
    if view.output == "yaml":
        print_text(yaml_text.to_yaml(document, ascii_only=ascii_only()))
    else:
        print_json(document, indent=2)


def _print_lines(rows: _Rows, _listing: Listing, _view: View) -> None:
    for record in rows.records():
        print_json(record)


def _print_csv(rows: _Rows, _: Listing, view: View) -> None:
    csv_text.write(
        rows.records(), rows.fields, sys.stdout, headings=view.headings, ascii_only=ascii_only()
    )


def _print_names(rows: _Rows, _listing: Listing, _view: View) -> None:
    print_text("".join(f"{safe(reference)}\n" for reference in rows.references()))


_PRINTERS: dict[str, Callable[[_Rows, Listing, View], None]] = {
    "table": _print_table,
    "wide": _print_table,
    "json": _print_document,
    "jsonl": _print_lines,
    "csv": _print_csv,
    "yaml": _print_document,
    "name": _print_names,
}
