"""roster watch: what happens to endpoints, round by round."""

from __future__ import annotations

import select
import sys
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

from endpoint_roster import to_dict
from endpoint_roster.query import Query

from .change_lines import SIGNS, describe
from .changes import Known, json_time
from .exit_codes import INCOMPLETE, NO_CREDENTIALS, OK
from .messages import print_failures
from .output import print_json, print_text
from .sources import open_roster
from .terminals import obedient
from .text import counted
from .world import world

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from datetime import datetime, timedelta

    from endpoint_roster import Account, Endpoint, Pager
    from endpoint_roster.roster import Filters

    from .asking import Asked
    from .changes import AccountKey, Event

#: Seconds after which it is looked whether anybody still reads, and how large the window is.
_STEP = 0.25
#: What decides whom to ask; the rest of a question is answered here, see ``_round``.
_WHOM = ("providers", "accounts", "provider_options")


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of a watch has found.

    Attributes:
        number: Which it is, from 1.
        at: When everything was read.
        accounts: The accounts that are watched.
        endpoints: Those that the question is about, as they are or were last.
        events: What has happened to them and to the accounts since the round before.
        known: All that is known.
    """

    number: int
    at: datetime
    accounts: Sequence[AccountKey]
    endpoints: Sequence[Endpoint]
    events: Sequence[Event]
    known: Known


class View(Protocol):
    """Where a watch is seen."""

    def show(self, found: Round) -> None:
        """Show a round."""
        ...

    def idle(self) -> None:
        """Do what has to be done now and then while nothing happens."""
        ...


def run(
    asked: Asked,
    output: str | None,
    interval: timedelta,
    rounds: int | None,
    compared: Sequence[str],
) -> int:
    """Tell what there is, and then what changes, until interrupted.

    Args:
        asked: Which endpoints, of which accounts.
        output: ``table`` or ``jsonl``; a table on a terminal and else jsonl if left out.
        interval: From the start of a round to the start of the next.
        rounds: How many; without end if left out.
        compared: Names of the fields that count.

    Returns:
        The exit code: that of the last round.
    """
    with open_roster(asked.source) as roster:
        whom, _ = _split(asked.filters())
        pager = roster.list(**whom)
        if not pager.accounts:
            print_failures(pager.collect().failures)
            return NO_CREDENTIALS
        known = Known(compared)
        with _view(output, pager.accounts, interval) as view:
            while True:
                begun = world().now()
                view.show(_round(pager, asked, known))
                if known.readings == rounds:
                    break
                _wait(begun, interval, view.idle)
    return INCOMPLETE if known.failing else OK


def _round(pager: Pager, asked: Asked, known: Known) -> Round:
    """Read all endpoints of the accounts, and pick what the question is about.

    They are picked here and not by the providers, so that one that leaves the question, because
    it was stopped, is told as stopped and not as removed.
    """
    listing = pager.collect()
    at = world().now()
    events = known.take(listing, at)
    _, query = _split(asked.filters())  # anew, because an age is counted from now

    def concerns(event: Event) -> bool:
        versions = [one for one in (event.before, event.endpoint) if one is not None]
        return not versions or bool(query.pick(versions))

    return Round(
        number=known.readings,
        at=at,
        accounts=[(report.provider, report.account) for report in listing.accounts],
        endpoints=query.pick(known.everything()),
        events=[event for event in events if concerns(event)],
        known=known,
    )


def _split(filters: Filters) -> tuple[Filters, Query]:
    """Return whom to ask, and what to pick from the answers."""
    whom = {name: value for name, value in filters.items() if name in _WHOM}
    rest = {name: value for name, value in filters.items() if name not in _WHOM}
    return cast("Filters", whom), Query.of(**cast("Any", rest))


def _wait(begun: datetime, interval: timedelta, idle: Callable[[], None]) -> None:
    """Wait for the next round, in steps; never longer than the interval if the clock is set."""
    whole = interval.total_seconds()
    left = min(whole, whole - (world().now() - begun).total_seconds())
    while left > 0:
        idle()
        step = min(left, _STEP)
        world().sleep(step)
        left = min(left - step, whole - (world().now() - begun).total_seconds())


@contextmanager
def _view(output: str | None, accounts: Sequence[Account], interval: timedelta) -> Generator[View]:
    if (output or ("table" if sys.stdout.isatty() else "jsonl")) == "jsonl":
        yield _JsonLines()
    elif not obedient(sys.stdout):
        yield _TextLines()
    else:
        from .watch_screen import Screen

        screen: AbstractContextManager[View] = Screen(len(accounts), interval)
        with screen as view:
            yield view


class _JsonLines:
    """One event a line, for programs."""

    def show(self, found: Round) -> None:
        """Print what has happened; in the first round, what there is."""
        at = json_time(found.at)
        if found.number == 1:
            accounts = [{"provider": name, "account": label} for name, label in found.accounts]
            endpoints = [to_dict(endpoint) for endpoint in found.endpoints]
            print_json({"event": "started", "at": at, "accounts": accounts, "endpoints": endpoints})
        for event in found.events:
            data = event.data()
            print_json({"event": data.pop("event"), "at": at, **data})
        sys.stdout.flush()

    def idle(self) -> None:
        """End when nobody reads any longer."""
        check_reader()


class _TextLines:
    """One event a line, for people without a terminal that can do more."""

    def show(self, found: Round) -> None:
        """Print what has happened; in the first round, how much there is."""
        at = f"{found.at:%Y-%m-%d %H:%M:%S}"
        if found.number == 1:
            accounts = counted(len(found.accounts), "account")
            what = f"{counted(len(found.endpoints), 'endpoint')} of {accounts}"
            print_text(f"{at}  watching {what}\n")
        for event in found.events:
            print_text(f"{at}  {SIGNS[event.kind][0]} {describe(event)}\n")
        sys.stdout.flush()

    def idle(self) -> None:
        """End when nobody reads any longer."""
        check_reader()


def check_reader() -> None:
    """See whether anybody still reads stdout, which writing would show much later.

    Raises:
        BrokenPipeError: Nobody does.
    """
    if not hasattr(select, "poll"):
        return
    try:
        descriptor = sys.stdout.fileno()
    except OSError:  # no file at all
        return
    poll = select.poll()
    poll.register(descriptor, 0)
    if any(what & (select.POLLERR | select.POLLHUP) for _, what in poll.poll(0)):
        raise BrokenPipeError
