"""roster watch."""

from __future__ import annotations

import sys
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import click

from ..clock import clock, wait_for_next
from ..endpoints.columns import reference
from ..exit_codes import INCOMPLETE, NO_CREDENTIALS, OK
from ..options.accounts import open_roster
from ..options.sections import SectionedCommand
from ..options.selection import comparison_options, endpoint_options
from ..options.types import duration, interval, program
from ..output.formats import output_option
from ..output.messages import print_failures
from ..output.stdout import check_reader, print_json, print_lines
from ..output.terminal import takes_escapes
from ..output.text import counted, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from endpoint_roster import Account, Pager
    from endpoint_roster.query import Filters, Query

    from ..changes.comparison import Event
    from ..changes.hook import Hook
    from ..changes.tracking import Round, Tracker
    from ..options.selection import Selection

    Show = Callable[[Round], None]

_EXEC_TIMEOUT = timedelta(seconds=30)
#: The filters that decide what is read; the others are applied here, see ``_round``.
_READ = ("providers", "accounts", "provider_options")


@click.command(
    "watch",
    cls=SectionedCommand,
    epilog="""\b
On a terminal, a live table with failures and the latest changes on top;
elsewhere one event a line (jsonl): started with all endpoints, then added,
removed, changed with the fields, account_failed, account_recovered (`roster
schema changes`). With -o table where there is no terminal: one line of text
for each event.
\b
An account that fails, even half-way, keeps its endpoints as last seen. It is
reported once, and once more when it recovers, with what changed meanwhile. An
endpoint seen for the first time in an account that was never read completely
is `found`: it may not be new.
\b
Filters apply to each endpoint as it was and as it is: with --state running,
one that is stopped is reported as changed. For that, all endpoints are read.
uptime and raw change all the time and count only with --all-fields, as cost
does.
\b
--exec runs a program for each event, one at a time, with the event as a line
of JSON on stdin. No shell reads the command, unless it names one: --exec 'sh
-c ...'. What it prints goes to stderr, and there is no live table. If it
fails, stderr says so, and the watch continues.
\b
Examples:
  roster watch
  roster watch --interval 5m --kind dedicated
  roster watch --exec "notify.sh ops"    the event as JSON on its stdin
  roster watch -o jsonl | jq --unbuffered 'select(.event == "removed")'
  roster watch --sim --rounds 2
\b
Exit codes: 0 the last round was complete, 2 wrong usage, 3 an account failed
in it, 4 no usable credentials, 130 interrupted.""",
)
@endpoint_options
@click.option(
    "--interval",
    "every",
    type=interval,
    default="30s",
    show_default=True,
    metavar="DURATION",
    help="Time from the start of one round to the next: 30, 90s, 5m.",
)
@click.option("--rounds", type=click.IntRange(1), metavar="N", help="End after this many rounds.")
@output_option("table", "jsonl", text="How to print; table on a terminal, else jsonl, if left out.")
@comparison_options
@click.option(
    "--exec",
    "words",
    type=program,
    metavar="COMMAND",
    help="Run this program for each event, with the event as JSON on its stdin.",
)
@click.option(
    "--exec-timeout",
    type=duration,
    metavar="DURATION",
    help="Time limit of that program for one event; 30s if left out.",
)
def command(
    selection: Selection,
    every: timedelta,
    rounds: int | None,
    output: str | None,
    ignored: tuple[str, ...],
    all_fields: bool,
    words: list[str] | None,
    exec_timeout: timedelta | None,
) -> int:
    """Report changes as they happen, until Ctrl-C."""
    from ..changes.comparison import compared_fields
    from ..changes.tracking import Tracker

    if exec_timeout is not None and words is None:
        raise click.UsageError("--exec-timeout needs --exec.")
    hook = _hook(words, exec_timeout or _EXEC_TIMEOUT) if words else None
    tracker = Tracker(compared_fields(ignored, all_fields=all_fields))
    with open_roster(selection.source) as roster:
        read, _ = _split(selection.filters())
        pager = roster.list(**read)
        if not pager.accounts:
            print_failures(pager.collect().failures)
            return NO_CREDENTIALS
        view = _view(output, pager.accounts, every, has_screen=hook is None)
        with hook or nullcontext(), view as (show, idle):
            while True:
                started = clock().now()
                found = _round(pager, selection, tracker)
                show(found)
                if hook:
                    _pass_on(found, hook)
                if tracker.readings == rounds:
                    break
                wait_for_next(started, every, idle)
    return INCOMPLETE if tracker.failing else OK


def _hook(words: Sequence[str], limit: timedelta) -> Hook:
    from ..changes.hook import Hook  # only now: most watches have none

    return Hook(words, limit.total_seconds())


def _round(pager: Pager, selection: Selection, tracker: Tracker) -> Round:
    """Read all endpoints of the accounts, and pick the selected ones.

    They are picked here and not by the providers, so that one that no longer matches, because it
    was stopped, is reported as stopped and not as removed.
    """
    from ..changes.tracking import Round

    listing = pager.collect()
    at = clock().now()
    events = tracker.take(listing, at)
    _, query = _split(selection.filters())  # each time, because an age counts from now

    def concerns(event: Event) -> bool:
        versions = [one for one in (event.before, event.endpoint) if one is not None]
        return not versions or bool(query.pick(versions))

    return Round(
        number=tracker.readings,
        at=at,
        accounts=[(report.provider, report.account) for report in listing.accounts],
        endpoints=query.pick(tracker.everything()),
        events=[event for event in events if concerns(event)],
        tracker=tracker,
    )


def _split(filters: Filters) -> tuple[Filters, Query]:
    """Return what to read, and what to pick from the answers."""
    from endpoint_roster.query import Query

    read = {name: value for name, value in filters.items() if name in _READ}
    rest = {name: value for name, value in filters.items() if name not in _READ}
    return cast("Filters", read), Query.of(**cast("Any", rest))


@contextmanager
def _view(
    output: str | None, accounts: Sequence[Account], interval: timedelta, *, has_screen: bool
) -> Generator[tuple[Show, Callable[[], None]]]:
    """Yield what shows a round, and what to call now and then while nothing happens."""
    if (output or ("table" if sys.stdout.isatty() else "jsonl")) == "jsonl":
        yield _print_events, check_reader
    elif not has_screen or not takes_escapes(sys.stdout):
        yield _print_lines, check_reader
    else:
        from ..changes.screen import Screen

        with Screen(len(accounts), interval) as screen:
            yield screen.show, screen.adapt


def _print_events(found: Round) -> None:
    """Print events as JSON; in the first round, what there is."""
    from ..changes.comparison import json_time

    at = json_time(found.at)
    if found.number == 1:
        accounts = [{"provider": name, "account": label} for name, label in found.accounts]
        endpoints = [*found.endpoints]
        print_json({"event": "started", "at": at, "accounts": accounts, "endpoints": endpoints})
    for event in found.events:
        print_json(_record(event, at))
    sys.stdout.flush()


def _record(event: Event, at: str) -> dict[str, Any]:
    """Return an event as JSON data, with its time; see ``roster schema changes``."""
    data = event.data()
    return {"event": data.pop("event"), "at": at, **data}


def _pass_on(found: Round, hook: Hook) -> None:
    """Have the user's program run for each event."""
    from ..changes.comparison import json_time

    at = json_time(found.at)
    for event in found.events:
        about = reference(event.endpoint) if event.endpoint else f"{event.provider}/{event.account}"
        hook.take(to_json(_record(event, at)), f"{event.kind}, {about}")
    hook.report()


def _print_lines(found: Round) -> None:
    """Print events as text, for people without a terminal that can do more."""
    from ..changes.lines import SIGNS, describe

    at = f"{found.at:%Y-%m-%d %H:%M:%SZ}"
    if found.number == 1:
        accounts = counted(len(found.accounts), "account")
        print_lines([f"{at}  watching {counted(len(found.endpoints), 'endpoint')} of {accounts}"])
    print_lines(f"{at}  {SIGNS[event.kind][0]} {describe(event)}" for event in found.events)
    sys.stdout.flush()
