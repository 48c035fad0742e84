"""The process of the command: its standard streams, its signals, and its end."""

from __future__ import annotations

import _thread
import atexit
import os
import signal
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import FrameType

#: Seconds before an interrupt is repeated.
_PAUSE = 0.01


def open_streams() -> None:
    """Open the standard streams that were closed when the process started.

    Otherwise the next file or connection would take their place, and receive what is printed. From
    stdin then comes nothing, what goes to stderr is lost, and writing to stdout fails.
    """
    for number, flags in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, flags)  # gets the lowest number that is free
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def obey_signals() -> None:
    """Have Ctrl-C end the process whenever it comes, and what ends a container too.

    Python ignores exceptions in some places, such as the end of an import, and so an interrupt that
    falls into one: it is repeated. The kernel keeps from process 1, the first of a container, every
    signal that it has no handler for.
    """
    sys.unraisablehook = _insist
    if os.getpid() == 1:
        for name in ("SIGTERM", "SIGHUP", "SIGQUIT"):
            number = getattr(signal, name, None)  # Windows has SIGTERM alone
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _end)


@contextmanager
def sigterm_raises() -> Generator[None]:
    """Have SIGTERM leave the block as an exception, so that what is open in it is closed."""
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def discard_stdout() -> None:
    """Throw away what is left for stdout: Python would try to write it once more at its end."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)


def leave(code: int) -> NoReturn:
    """End the process, and leave its memory to the system.

    Python would clear it object by object, which takes longer than a short listing is printed.
    What others have registered for the end is done. Where a stream fails, Python ends in its own
    way, and reports it.
    """
    atexit._run_exitfuncs()  # pyright: ignore[reportPrivateUsage]
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        sys.exit(code)
    os._exit(code)


class _EndedError(SystemExit):
    """A signal ends the process, with the exit code that a shell reports for it."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)
        self.signal = signal.Signals(number)


def _insist(ignored: sys.UnraisableHookArgs) -> None:
    error = ignored.exc_value
    if isinstance(error, (KeyboardInterrupt, _EndedError)):
        number = error.signal if isinstance(error, _EndedError) else signal.SIGINT
        # From another thread, which comes to it when the place is left.
        _thread.start_new_thread(_signal_again, (number,))
    else:
        sys.__unraisablehook__(ignored)


def _signal_again(number: signal.Signals) -> None:
    time.sleep(_PAUSE)
    _thread.interrupt_main(number)


def _end(number: int, _frame: FrameType | None) -> None:
    raise _EndedError(number)
