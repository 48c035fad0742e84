"""roster wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..actions.command import PATIENCE
from ..endpoints.cells import STATE_COLOURS
from ..exit_codes import ERROR, INCOMPLETE, INTERRUPTED, OK
from ..options import completion, types
from ..options.accounts import open_roster
from ..options.sections import SectionedCommand
from ..options.selection import target_options
from ..output.formats import emit, output_option
from ..output.messages import fail, in_the_shell, print_failures
from ..output.stdout import print_json
from ..output.tables import Column, print_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from endpoint_roster import Endpoint, Failure, Roster

    from ..actions.waiting import Waited
    from ..options.selection import Selection

_GOALS = (
    *("pending", "starting", "running", "degraded", "stopping", "stopped", "failed", "unknown"),
    "deleted",
)


@click.command(
    "wait",
    cls=SectionedCommand,
    epilog="""\b
It stops at once if an endpoint has failed, or can no longer reach that state.
Several endpoints are waited for at the same time.
\b
Examples:
  roster wait together/prod/endpoint-4d7126d2 --for running
  roster delete ppio/ppio/ep-46c9c5e94 --yes
  roster wait ppio/ppio/ep-46c9c5e94 --for deleted --timeout 5m
\b
Exit codes: 0 all have reached the state, 1 none has, or a reference matches
none or several, 2 wrong usage, 3 some have, or an account could not be read,
4 no usable credentials.""",
)
@click.argument(
    "references",
    metavar="REFERENCE...",
    nargs=-1,
    required=True,
    shell_complete=completion.references,
)
@click.option(
    "--for",
    "state",
    type=click.Choice(_GOALS),
    metavar="STATE",
    required=True,
    help=f"The state to wait for: {', '.join(_GOALS[:-1])}; deleted: until it is gone.",
)
@click.option(
    "--timeout",
    type=types.duration,
    default=None,
    metavar="SPAN",
    help="How long to wait at most, such as 10m; 30m if left out.",
)
@target_options
@output_option("table", "json", "jsonl", default="table")
def command(
    selection: Selection,
    references: tuple[str, ...],
    state: str,
    timeout: timedelta | None,
    output: str,
) -> int:
    """Wait until endpoints reach a state, or are gone.

    REFERENCE is provider/account/id (as `roster list -o name` prints it), an id or a name.
    """
    from ..actions import targets, waiting

    targets.check_words(selection, references, "wait for", everything=False)
    seconds = (timeout or PATIENCE).total_seconds()
    with open_roster(selection.source) as roster:
        wanted, failures = _wanted(roster, selection, references)
        rows = [_Row(reference) for reference in wanted]
        streams = output == "jsonl"
        complete = True
        try:
            pairs = [(endpoint, state) for endpoint in wanted.values()]
            for waited in waiting.wait_for(roster, pairs, seconds, beside_lines=streams):
                rows[waited.number] = row = _row(rows[waited.number].reference, waited)
                if streams:
                    print_json(row.record())
        except KeyboardInterrupt:
            complete = False
    come = [row for row in rows if row.has_come]
    emit(
        output,
        document=lambda: {
            "endpoints": [row.record() for row in rows],
            "failures": [*failures],
            "complete": len(come) == len(rows) and not failures,
        },
        text=lambda: _print(rows) if output == "table" else None,
    )
    for row in rows:
        if row.cause:
            fail(f"{row.reference}: {row.cause}", row.advice)
    print_failures(failures)
    if not complete:
        return INTERRUPTED
    if not come and not failures:
        return ERROR
    return OK if len(come) == len(rows) and not failures else INCOMPLETE


class _Row(NamedTuple):
    """One endpoint and how the wait for it ended."""

    reference: str
    state: str | None = None  # deleted where it is gone; None where it was never read
    has_come: bool = False
    cause: str | None = None  # why it has not come
    advice: str = ""

    def record(self) -> dict[str, Any]:
        return self._asdict()


def _row(reference: str, waited: Waited) -> _Row:
    from ..actions.waiting import DELETED

    error = waited.error
    if error is None:
        return _Row(reference, str(waited.endpoint.state) if waited.endpoint else DELETED, True)
    state = str(waited.endpoint.state) if waited.endpoint else None
    return _Row(reference, state, False, error.cause, in_the_shell(error.advice))


def _wanted(
    roster: Roster, selection: Selection, words: Sequence[str]
) -> tuple[dict[str, Endpoint | str], Sequence[Failure]]:
    """Return what is meant by its references, and what could not be read in search of it.

    Where all words are references of one account each, nothing is read: one that is deleted
    already is not a mistake.
    """
    from ..actions import targets
    from ..endpoints.columns import reference

    starts = [f"{account.provider}/{account.label}/" for account in roster.accounts]
    fitting = [[start for start in starts if word.startswith(start)] for word in words]
    if all(len(fits) == 1 and fits != [word] for fits, word in zip(fitting, words, strict=True)):
        return {word: word for word in words}, ()
    found = targets.find(roster, selection, words)
    return {reference(endpoint): endpoint for endpoint in found.endpoints}, found.failures


def _print(rows: Sequence[_Row]) -> None:
    states = [row.state or "-" for row in rows]
    print_table(
        [
            Column("REFERENCE", [row.reference for row in rows], full=True),
            Column("STATE", states, uncut=True, colours=STATE_COLOURS),
        ]
    )
