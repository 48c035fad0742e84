"""Does what a plan says: with a line in the journal for each action, until the end or Ctrl-C."""

from __future__ import annotations

import signal
import threading
from contextlib import closing, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import click

from .. import journal
from ..clock import clock
from ..endpoints.columns import reference
from ..output.messages import warn, warn_from_handler
from ..output.progress import shown_line
from ..output.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from endpoint_roster import ActionResult, Endpoint, Plan

_UNWRITABLE = "Name another file with ENDPOINT_ROSTER_JOURNAL, or go without: --no-journal"


class _JournalError(Exception):
    """Why a line cannot be written."""


class Record:
    """What a command writes to the journal; nothing, if it is to write none.

    Args:
        open_journal: The journal; None for none.
    """

    def __init__(self, open_journal: journal.Journal | None) -> None:
        self._journal = open_journal
        self._started: dict[str, journal.Action] = {}
        self._warned = False

    def begin(self, action: str, account: str, about: str, name: str | None) -> None:
        """Note that an action is about to be sent.

        Args:
            action: Its verb.
            account: ``provider/label``.
            about: The endpoint's reference; for a creation, the account's.
            name: Name of the endpoint.

        Raises:
            _JournalError: It cannot be noted, and must not be sent.
        """
        if self._journal is None:
            return
        try:
            self._started[about] = self._journal.begin(action, account, about, name)
        except OSError as error:
            raise _JournalError(error.strerror or str(error)) from None

    def end(self, result: ActionResult, about: str | None = None) -> None:
        """Note how an action ended; if that cannot be written, a message says so once."""
        started = self._started.get(about or result.reference or "")
        if self._journal is None or started is None:
            return
        try:
            self._journal.end(
                started,
                outcome=str(result.outcome),
                state_before=_text(result.state_before),
                state_after=_text(result.state_after),
                request_id=result.request_id,
                cause=result.failure.cause if result.failure else None,
                **_known(reference=result.reference, name=result.name),
            )
        except OSError as error:
            if not self._warned:
                warn(f"the journal {self._journal.path} cannot be written: {error.strerror}")
            self._warned = True

    def settle(self, result: ActionResult, about: str | None = None) -> None:
        """Note how an accepted action ended, once waiting for it has shown that."""
        if result.outcome != "accepted":
            self.end(result, about)


def _known(**about: str | None) -> dict[str, str]:
    """Return what is known now, in place of what was written at the beginning."""
    return {name: value for name, value in about.items() if value}


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


@contextmanager
def recorded(*, wanted: bool) -> Generator[Record]:
    """Open the journal, before anything is sent.

    Args:
        wanted: Whether anything is to be written at all.

    Raises:
        click.ClickException: It cannot be written.
    """
    if not wanted:
        yield Record(None)
        return
    path = journal.default_path()
    try:
        opened = journal.Journal(path, clock().now)
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error)) from None
    with opened:
        try:
            yield Record(opened)
        except _JournalError as error:
            raise _unwritable(path, str(error)) from None


def _unwritable(path: Path, cause: str) -> click.ClickException:
    return click.ClickException(
        f"the journal {path} cannot be written: {cause}; nothing was sent. {_UNWRITABLE}"
    )


def execute(
    plan: Plan,
    record: Record,
    done: Callable[[ActionResult], None],
    *,
    beside_lines: bool = False,
) -> bool:
    """Do what a plan says.

    Args:
        plan: The plan.
        record: Takes a line for each action.
        done: Called with each result, as soon as it is there.
        beside_lines: As for ``shown_line``.

    Returns:
        Whether all of it was started; not so after Ctrl-C.

    Raises:
        click.ClickException: The journal could not be written in the middle; what had started by
            then has ended.
    """
    reported = 0

    def report() -> None:
        nonlocal reported
        for result in plan.results[reported:]:
            reported += 1
            record.end(result)
            done(result)

    def begin(endpoint: Endpoint) -> None:
        account = f"{endpoint.provider}/{endpoint.account}"
        record.begin(plan.action, account, reference(endpoint), endpoint.name)

    def text() -> str:
        so_far = plan.progress()
        failed = f", {so_far.failed:,} not done" if so_far.failed else ""
        return f"{plan.action}: {so_far.ended:,} of {so_far.actions:,} ended{failed}"

    with shown_line(text, beside_lines=beside_lines), _finishing(plan):
        try:
            with closing(plan.execute(begin)) as results:
                for _ in results:
                    report()
        except KeyboardInterrupt:
            report()
            return False
        except _JournalError as error:
            report()
            raise click.ClickException(
                f"the journal cannot be written any more: {error};"
                f" {counted(len(plan.not_started), 'action')} not started. {_UNWRITABLE}"
            ) from None
        except BaseException:
            for result in plan.results[reported:]:  # the reader of the output is gone
                record.end(result)
            raise
    return True


def _finishing(plan: Plan) -> AbstractContextManager[None]:
    """Say at Ctrl-C that the actions in progress are finished first."""
    if threading.current_thread() is not threading.main_thread():
        return nullcontext()
    return _answering(plan)


@contextmanager
def _answering(plan: Plan) -> Generator[None]:
    def interrupt(*_: object) -> None:
        so_far = plan.progress()
        warn_from_handler(f"interrupted: finishing {so_far.started - so_far.ended:,} in progress")
        signal.default_int_handler(signal.SIGINT, None)

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
