"""The live table of `roster watch`: failing accounts, the newest changes, and the endpoints."""

from __future__ import annotations

import signal
import sys
import threading
from collections import deque
from typing import TYPE_CHECKING, Any, NoReturn, Self

import click
from rich.cells import cell_len, set_cell_size
from rich.console import Console, Group
from rich.control import Control
from rich.live import Live
from rich.text import Text

from . import columns
from .change_lines import SIGNS, describe
from .output import ascii_only
from .tables import fit
from .terminals import colourful
from .text import counted, safe
from .world import world

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, timedelta
    from types import TracebackType

    from endpoint_roster import Endpoint

    from .changes import Event
    from .watching import Round

# What shells report for a program that SIGTERM ended.
_TERMINATED = 143
_MOST_FAILING = 5
_REMEMBERED = 200
_GAP = "  "
# What needs a look comes first, because the last rows may not fit.
_RANKS = {"failed": 0, "degraded": 1, "unknown": 2, "running": 4, "stopped": 5}
_OTHERS = 3


class Screen:
    """The live table; a context manager that gives the terminal back as it was.

    Args:
        accounts: How many accounts are watched.
        interval: From the start of a round to the start of the next.
    """

    def __init__(self, accounts: int, interval: timedelta) -> None:
        self._accounts = accounts
        self._every = f"every {interval.total_seconds():g} s"
        self._found: Round | None = None
        self._news: deque[tuple[datetime, Event]] = deque(maxlen=_REMEMBERED)
        self._console = Console(
            highlight=False,
            markup=False,
            emoji=False,
            no_color=not colourful(sys.stdout),
        )
        self._live = Live(
            console=self._console,
            screen=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
            get_renderable=lambda: self._frame(self._console.width, self._console.height),
        )
        self._size = self._console.size
        self._earlier: Any = None

    def __enter__(self) -> Self:
        """Take the terminal."""
        if threading.current_thread() is threading.main_thread():
            self._earlier = signal.signal(signal.SIGTERM, _end)
        try:
            self._live.start(refresh=True)
        except BaseException:  # Ctrl-C, too, in the middle of which nobody knows what is taken
            try:
                self._console.control(Control.show_cursor(True), Control.alt_screen(False))
            finally:
                self._leave_signals()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Give the terminal back, and leave there what was seen last, above a prompt."""
        try:
            self._live.stop()
            if self._found is not None:
                frame = self._frame(self._console.width, self._console.height - 2)
                self._console.print(frame, end="")
        finally:
            self._leave_signals()

    def _leave_signals(self) -> None:
        if self._earlier is not None:
            signal.signal(signal.SIGTERM, self._earlier)

    def show(self, found: Round) -> None:
        """Show a round."""
        self._found = found
        self._news.extendleft((found.at, event) for event in found.events)
        self._live.refresh()

    def idle(self) -> None:
        """Draw anew what the window's new size has spoiled."""
        if self._size != self._console.size:
            self._size = self._console.size
            self._live.refresh()

    def _frame(self, width: int, height: int) -> Group:
        """Return what fits into so many columns and rows."""
        found = self._found
        if found is None:
            return Group(_line(f"asking {counted(self._accounts, 'account')} ...", width))
        head = [_line(self._title(found), width, "bold"), *self._failing(found, width)]
        most = max(3, height // 3)
        news = [_news_line(at, event, width) for at, event in [*self._news][:most]]
        if news:
            head += [_line("", width), *news]
        head.append(_line("", width))
        return Group(*head[:height], *_table(found.endpoints, width, height - len(head)))

    def _title(self, found: Round) -> str:
        return ", ".join(
            [
                f"{counted(len(found.endpoints), 'endpoint')}"
                f" of {counted(len(found.accounts), 'account')}",
                f"{found.at:%Y-%m-%d %H:%M:%S} UTC",
                f"round {found.number}",
                self._every,
                "Ctrl-C ends",
            ]
        )

    def _failing(self, found: Round, width: int) -> Iterable[Text]:
        failing = [*found.known.failing.items()]
        for (provider, account), state in failing[:_MOST_FAILING]:
            kept = len(found.known.endpoints.get((provider, account), ()))
            since = f"failing since {state.since:%H:%M:%S}"
            cause = f"{state.failures[0].cause}. {state.failures[0].advice}"
            text = f"! {provider} ({account}) {since}, {kept} endpoints as last seen: {cause}"
            yield _line(text, width, "red")
        if len(failing) > _MOST_FAILING:
            yield _line(
                f"! and {counted(len(failing) - _MOST_FAILING, 'account')} more", width, "red"
            )


def _end(_number: int, _frame: object) -> NoReturn:
    raise click.exceptions.Exit(_TERMINATED)


def _news_line(at: datetime, event: Event, width: int) -> Text:
    sign, colour = SIGNS[event.kind]
    return _line(f"{at:%H:%M:%S}  {sign} {describe(event, brief=True)}", width, colour)


def _table(endpoints: Sequence[Endpoint], width: int, height: int) -> Iterable[Text]:
    """Yield the table's lines, with headings, as many as fit."""
    room = height - 1
    if room < 1 or not endpoints:
        return
    rows = sorted(endpoints, key=lambda one: _RANKS.get(one.state, _OTHERS))
    more = len(rows) - room
    if more > 0:
        rows = rows[: room - 1]
    made = columns.table(columns.plain(endpoints), rows, world().now())
    texts = [[column.heading, *map(_shown, column.cells)] for column in made]
    wanted = [max(map(cell_len, text)) for text in texts]
    widths = fit(wanted, [column.whole for column in made], width)
    for number, row in enumerate(zip(*texts, strict=True)):
        line = Text(end="", no_wrap=True, overflow="crop")
        for text, size, column in zip(row, widths, made, strict=False):
            word = text.partition(" ")[0]
            style = "bold" if number == 0 else (column.colours or {}).get(word, "")
            line.append(_cut(text, size) + _GAP, style)
        line.rstrip()
        line.truncate(width)
        line.end = "\n"
        yield line
    if more > 0:
        yield _line(f"and {more + 1} more: a higher window or options such as --state", width)


def _line(text: str, width: int, style: str = "") -> Text:
    return Text(_cut(_shown(text), width).rstrip(), style, no_wrap=True, overflow="crop")


def _shown(text: str) -> str:
    text = safe(text)
    if ascii_only():
        encoding = sys.stdout.encoding or "ascii"
        text = text.encode(encoding, "backslashreplace").decode(encoding)
    return text


def _cut(text: str, width: int) -> str:
    """Return the text at exactly this width."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + ("~" if ascii_only() else "…")
