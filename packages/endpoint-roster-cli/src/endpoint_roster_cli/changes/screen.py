"""The live table of a watch: failing accounts, the newest changes, and the endpoints."""

from __future__ import annotations

import signal
import sys
import threading
from collections import deque
from typing import TYPE_CHECKING, Any, NoReturn, Self

import click

from ..clock import clock
from ..endpoints import columns
from ..output.messages import in_the_shell
from ..output.stdout import ascii_only, encodable, print_lines
from ..output.tables import layout
from ..output.terminal import cut, is_colourful, size
from ..output.text import counted, safe
from .lines import SIGNS, describe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, timedelta

    from endpoint_roster import Endpoint

    from .comparison import Event
    from .tracking import Round

# Escape sequences that all terminals of today obey.
_TAKE, _HIDE_CURSOR, _CLEAR = "\x1b[?1049h", "\x1b[?25l", "\x1b[H\x1b[J"
_GIVE_BACK = "\x1b[?25h\x1b[?1049l"
# What shells report for a program that SIGTERM ended.
_TERMINATED = 143
_MOST_FAILING = 5
_REMEMBERED = 200
# What needs a look comes first, because the last rows may not fit.
_RANKS = {"failed": 0, "degraded": 1, "unknown": 2, "running": 4, "stopped": 5}
_OTHERS = 3


class Screen:
    """The live table; a context manager that gives the terminal back as it was."""

    def __init__(self, accounts: int, interval: timedelta) -> None:
        self._accounts = accounts
        self._interval = f"every {interval.total_seconds():g} s"
        self._round: Round | None = None
        self._news: deque[tuple[datetime, Event]] = deque(maxlen=_REMEMBERED)
        self._size = size(sys.stdout)
        self._coloured = is_colourful(sys.stdout)
        self._ellipsis = "~" if ascii_only() else "…"
        self._handler: Any = None

    def __enter__(self) -> Self:
        """Take the terminal."""
        if threading.current_thread() is threading.main_thread():
            self._handler = signal.signal(signal.SIGTERM, _exit)
        try:
            _send(_TAKE)
            _send(_HIDE_CURSOR)
            self._draw()
        except BaseException:  # Ctrl-C, too
            self._give_back()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Give the terminal back, and leave there what was seen last, above a prompt."""
        self._give_back()
        if self._round is not None:
            columns, rows = size(sys.stdout)
            print_lines(self._frame(columns, rows - 2))
            sys.stdout.flush()

    def show(self, found: Round) -> None:
        """Show a round."""
        self._round = found
        self._news.extendleft((found.at, event) for event in found.events)
        self._draw()

    def adapt(self) -> None:
        """Draw again if the window has another size now."""
        if self._size != size(sys.stdout):
            self._draw()

    def _give_back(self) -> None:
        try:
            _send(_GIVE_BACK)
        finally:
            if self._handler is not None:
                signal.signal(signal.SIGTERM, self._handler)

    def _draw(self) -> None:
        self._size = size(sys.stdout)
        _send(_CLEAR + "\n".join(self._frame(*self._size)))

    def _frame(self, width: int, height: int) -> list[str]:
        """Return the lines that fit into this many columns and rows."""
        found = self._round
        if found is None:
            return [self._line(f"asking {counted(self._accounts, 'account')} ...", width)]
        head = [
            self._line(self._title(found, width), width, bold=True),
            *self._failing(found, width),
        ]
        most = max(3, height // 3)
        news = [self._news_line(at, event, width) for at, event in [*self._news][:most]]
        if news:
            head += ["", *news]
        head.append("")
        return [*head[:height], *self._table(found.endpoints, width, height - len(head))]

    def _title(self, found: Round, width: int) -> str:
        """Return the first line; in a small window without the parts that matter least."""
        endpoints = counted(len(found.endpoints), "endpoint")
        what = f"{endpoints} of {counted(len(found.accounts), 'account')}"
        day, time, end = f"{found.at:%Y-%m-%d} ", f"{found.at:%H:%M:%S} UTC", "Ctrl-C ends"
        titles = (
            f"{what}, {day}{time}, round {found.number}, {self._interval}, {end}",
            f"{what}, {day}{time}, {self._interval}, {end}",
            f"{what}, {day}{time}, {end}",
            f"{what}, {time}, {end}",
        )
        return next((title for title in titles if len(title) <= width), f"{what}, {time}")

    def _failing(self, found: Round, width: int) -> Iterable[str]:
        failing = [*found.tracker.failing.items()]
        for (provider, account), state in failing[:_MOST_FAILING]:
            kept = len(found.tracker.endpoints.get((provider, account), ()))
            since = f"failing since {state.since:%H:%M:%SZ}"
            cause = f"{state.failures[0].cause}. {in_the_shell(state.failures[0].advice)}"
            text = f"! {provider} ({account}) {since}, {kept} endpoints as last seen: {cause}"
            yield self._line(text, width, fg="red")
        if len(failing) > _MOST_FAILING:
            more = counted(len(failing) - _MOST_FAILING, "account")
            yield self._line(f"! and {more} more", width, fg="red")

    def _news_line(self, at: datetime, event: Event, width: int) -> str:
        sign, colour = SIGNS[event.kind]
        return self._line(f"{at:%H:%M:%SZ}  {sign} {describe(event, brief=True)}", width, fg=colour)

    def _table(self, endpoints: Sequence[Endpoint], width: int, height: int) -> Iterable[str]:
        """Yield the table's lines, with headings, as many as fit."""
        room = height - 1
        if room < 1 or not endpoints:
            return
        rows = sorted(endpoints, key=lambda one: _RANKS.get(one.state, _OTHERS))
        more = len(rows) - room
        if more > 0:
            rows = rows[: room - 1]
        now = clock().now()
        made = columns.table(columns.plain(endpoints, now), rows, now, kept=columns.KEPT)
        yield from layout(made, width, coloured=self._coloured, ellipsis=self._ellipsis).lines
        if more > 0:
            hint = f"and {more + 1} more: a taller window or options such as --state"
            yield self._line(hint, width)

    def _line(self, text: str, width: int, **style: Any) -> str:
        shown = cut(encodable(safe(text)), width, self._ellipsis)
        return click.style(shown, **style) if self._coloured and style else shown


def _send(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _exit(_number: int, _frame: object) -> NoReturn:
    raise click.exceptions.Exit(_TERMINATED)
