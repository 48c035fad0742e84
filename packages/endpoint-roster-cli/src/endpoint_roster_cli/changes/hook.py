"""A command of the user's that runs for each event of a watch, one at a time."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from ..output.messages import warn
from ..output.text import counted
from ..process import sigterm_raises

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Events that may wait for the command.
MOST_WAITING = 1_000
#: Seconds between the signal that asks the command to end and the one that ends it.
_GRACE = 1.0
#: Longest wait in seconds; a signal that comes while a wait begins does not end it.
_STEP = 0.2


class _Task(NamedTuple):
    document: bytes  # for stdin
    about: str  # for messages


class Hook:
    """Runs a command for each event, in a thread; a context manager.

    The command gets the event as JSON on stdin, and the environment of this process. What it prints
    goes to stderr. If it fails or takes too long, a message says so, and the next event follows. At
    the end of the block, the events that wait are still passed on; an exception ends the command
    with everything that it started, and they are not.

    Args:
        words: The program and its arguments.
        seconds: Time limit for one event.
        most: Events that may wait; what comes on top is not passed on, and a message says so.
    """

    def __init__(self, words: Sequence[str], seconds: float, most: int = MOST_WAITING) -> None:
        self._words = words
        self._name = Path(words[0]).name  # its arguments may say too much
        self._seconds = seconds
        self._tasks: queue.Queue[_Task | None] = queue.Queue(most)
        self._thread = threading.Thread(target=self._work, name="roster-hook", daemon=True)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_over = False
        self._left_out = 0
        self._signals = ExitStack()

    def __enter__(self) -> Self:
        """Start the thread."""
        self._signals.enter_context(sigterm_raises())
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Pass on what waits, or end the command if the block ends with an exception."""
        with self._signals:
            try:
                if kind is None:
                    self._finish()
            finally:
                self._stop()
                self._say_left_out()

    def take(self, document: str, about: str) -> None:
        """Have the command run with this document as soon as the others are done.

        Args:
            document: JSON in one line.
            about: What it is about, in a few words for messages.
        """
        task = _Task(f"{document}\n".encode(), about)
        try:
            self._tasks.put_nowait(task)
        except queue.Full:
            self._left_out += 1

    def report(self) -> None:
        """Print how many events were left out since the last report, if any were."""
        self._say_left_out(": it is slower than they arrive")

    def _finish(self) -> None:
        while self._thread.is_alive():
            with suppress(queue.Full):
                self._tasks.put_nowait(None)
                break
            self._thread.join(_STEP)
        while self._thread.is_alive():
            self._thread.join(_STEP)

    def _stop(self) -> None:
        with self._lock:
            self._is_over = True
            process = self._process
        if process is not None:
            _end(process)
        with suppress(queue.Full):
            self._tasks.put_nowait(None)  # wakes a thread that waits
        self._thread.join()
        while not self._tasks.empty():
            self._left_out += self._tasks.get_nowait() is not None

    def _say_left_out(self, why: str = "") -> None:
        if self._left_out:
            warn(f"{counted(self._left_out, 'event')} not passed on to {self._name}{why}")
            self._left_out = 0

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None and not self._is_over:
            problem = self._run(task.document)
            if problem and not self._is_over:
                warn(f"{self._name} {problem} ({task.about})")

    def _run(self, document: bytes) -> str:
        """Run the command, and return what went wrong."""
        try:
            with self._lock:
                if self._is_over:
                    return ""
                self._process = process = _start(self._words)
        except OSError as error:
            return f"cannot be started: {error.strerror}"
        try:
            process.communicate(document, self._seconds)
        except subprocess.TimeoutExpired:
            _end(process)
            return f"took longer than {self._seconds:g} s and was ended"
        finally:
            with self._lock:
                self._process = None
        if process.returncode < 0:
            return f"was ended by signal {-process.returncode}"
        return f"ended with exit code {process.returncode}" if process.returncode else ""


def _start(words: Sequence[str]) -> subprocess.Popen[bytes]:
    # A session of its own, so that whatever it starts can be ended with it, and that Ctrl-C ends
    # it here and not halfway.
    return subprocess.Popen(  # noqa: S603 - the user's own command, and no shell
        words, stdin=subprocess.PIPE, stdout=_stderr(), start_new_session=True
    )


def _stderr() -> Any:
    """Return the descriptor of stderr, because stdout is for the watch's own data."""
    try:
        return sys.stderr.fileno()
    except (OSError, ValueError):  # not a file
        return subprocess.DEVNULL


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a command and everything that it started; first by asking."""
    for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        if os.name == "posix":
            with suppress(ProcessLookupError, PermissionError):  # nothing is left
                os.killpg(process.pid, number)
        else:
            process.kill()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
