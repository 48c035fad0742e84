"""What a process of the command needs before it begins: its standard streams, and its signals."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType


def open_streams() -> None:
    """Open the standard streams that whoever started the process has closed.

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
    """Have SIGTERM end the process also where it is the first of a container.

    The kernel keeps from process 1 every signal that it has no handler for.
    """
    if os.getpid() == 1:
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)  # Windows has no SIGHUP
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _end)


def discard_stdout() -> None:
    """Throw away what is left for stdout: Python would try to write it once more at its end."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)


def _end(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
