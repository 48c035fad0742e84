"""roster journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ..exit_codes import INCOMPLETE, OK
from ..options import types
from ..output.formats import emit, output_option
from ..output.messages import warn
from ..output.tables import Column, print_table
from ..output.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ..journal import Entry

#: What the table shows of an action whose end is not in the journal.
_OPEN = "not ended"
_COLOURS = {
    **dict.fromkeys(("done", "accepted", "already"), "green"),
    **dict.fromkeys(("failed", "refused"), "red"),
    **dict.fromkeys(("unknown", "not"), "yellow"),
}
#: More broken lines than these are counted.
_MOST_NAMED = 5


@click.command(
    "journal",
    epilog="""\b
The journal is journal.jsonl in the folder endpoint-roster, where the platform
keeps a user's state; ENDPOINT_ROSTER_JOURNAL names another file. Actions have
a line when they begin and one when they end; here, each is shown once.
`accepted` means that the provider was still working on it: with --wait, the
outcome that was seen takes its place. What --sim does is not in it.
\b
Examples:
  roster journal
  roster journal --since 7d
  roster journal -o jsonl | jq 'select(.outcome != "done")'
\b
Exit codes: 0 complete, 1 error, 2 wrong usage, 3 some lines cannot be read.""",
)
@click.option(
    "--since",
    type=types.time,
    metavar="SPAN",
    help="Only what ended, or began, since then: 7d (ago), 2026-03-01.",
)
@output_option("table", "json", "jsonl", default="table")
def command(since: datetime | None, output: str) -> int:
    """Show what was started, stopped, deleted, created and updated."""
    from .. import journal

    path = journal.default_path()
    try:
        entries, broken = journal.read(path, since)
    except OSError as error:
        raise click.ClickException(f"the journal {path} cannot be read: {error.strerror}") from None
    records = [*map(_record, entries)]
    emit(
        output,
        document=lambda: {"actions": records, "complete": not broken},
        records=lambda: records,
        text=lambda: _print(entries),
    )
    if output == "table":
        _summarise(entries, str(path), everything=since is None)
    for number in broken[:_MOST_NAMED]:
        warn(f"{path}, line {number}: not a valid entry; skipped")
    if len(broken) > _MOST_NAMED:
        warn(f"and {counted(len(broken) - _MOST_NAMED, 'more line')} like this")
    return INCOMPLETE if broken else OK


def _record(entry: Entry) -> dict[str, Any]:
    return entry._asdict() | {"time": _exact(entry.time), "ended": _exact(entry.ended)}


def _exact(moment: datetime | None) -> str | None:
    return moment and moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _print(entries: Sequence[Entry]) -> None:
    if not entries:
        return
    columns = [
        Column("TIME", [f"{one.time:%Y-%m-%d %H:%M:%S}" for one in entries], uncut=True),
        Column("ACTION", [one.action for one in entries], uncut=True),
        Column("OUTCOME", [one.outcome or _OPEN for one in entries], uncut=True, colours=_COLOURS),
        Column("REFERENCE", [one.reference for one in entries], full=True, below=True),
        Column("WHO", [one.who for one in entries]),
        Column("NAME", [one.name or "-" for one in entries]),
        Column("REQUEST ID", [one.request_id or "-" for one in entries]),
    ]
    print_table(columns)


def _summarise(entries: Sequence[Entry], path: str, *, everything: bool) -> None:
    if not entries:
        warn(f"the journal {path} has no actions{'' if everything else ' since then'}")
        return
    left = [one for one in entries if one.ended is None]
    if left:
        warn(
            f"{counted(len(left), 'action')} without an outcome: still running, or interrupted."
            " To see the endpoint now: roster show REFERENCE"
        )
