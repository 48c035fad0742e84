"""A real pseudo-terminal with a command in it, and what a person in front of it sees.

    with Terminal([*command, "list", "--sim"], env, columns=60) as terminal:
        assert terminal.wait() == 0
        print(terminal.text())

The command is the leader of its own session with this terminal as the controlling one, so that
Ctrl-C arrives as it does in a shell, and the size is the terminal's own, not a variable's.
"""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, Self

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: Makes the terminal the controlling one, and becomes the command.
_LAUNCHER = (
    "import fcntl, os, sys, termios;"
    "fcntl.ioctl(int(sys.argv[1]), termios.TIOCSCTTY, 0);"
    "os.execvp(sys.argv[2], sys.argv[2:])"
)
_LONGEST = 60.0


class Terminal:
    """A command in a pseudo-terminal; use it as a context manager.

    Args:
        words: The command and its words.
        env: Its environment; ``TERM`` is set here, ``COLUMNS`` and ``LINES`` are taken out.
        columns: Width of the terminal.
        rows: Height of the terminal; what scrolls out is only in ``raw``.
        term: What ``TERM`` says.
        out: File for its stdout; the terminal if left out. stderr is always the terminal.
    """

    def __init__(
        self,
        words: Sequence[str],
        env: Mapping[str, str],
        *,
        columns: int = 100,
        rows: int = 40,
        term: str = "xterm-256color",
        out: BinaryIO | None = None,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._seen = bytearray()
        self._changed = threading.Condition()
        self._closed = False
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        clean = {name: env[name] for name in env if name not in ("COLUMNS", "LINES")}
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _LAUNCHER, "2", *words],
                env=clean | {"TERM": term},
                stdin=theirs,
                stdout=theirs if out is None else out,
                stderr=theirs,
                start_new_session=True,
            )
        finally:
            os.close(theirs)
        self._reader = threading.Thread(target=self._read, name="terminal")
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._reader.join()
        os.close(self._ours)

    @property
    def raw(self) -> bytes:
        """Every byte that the command wrote to the terminal so far."""
        with self._changed:
            return bytes(self._seen)

    @property
    def screen(self) -> pyte.Screen:
        """The screen itself; look at it once the command has ended."""
        return self._screen

    def lines(self) -> list[str]:
        """Return the rows that are on the screen now, without blanks at their ends."""
        with self._changed:
            return [line.rstrip() for line in self._screen.display]

    def text(self) -> str:
        """Return what is on the screen now, up to the last row that holds something."""
        return "\n".join(self.lines()).rstrip("\n") + "\n"

    def wait_until(
        self, shows: Callable[[list[str]], bool], seconds: float = _LONGEST
    ) -> list[str]:
        """Wait until the screen is as it should be, and return its rows.

        Args:
            shows: Tells from the rows whether it is so far.
            seconds: Longest wait.

        Raises:
            AssertionError: The command ended, or the time was up, and it never was so.
        """
        end = time.monotonic() + seconds
        with self._changed:
            while not shows(lines := self.lines()):
                left = end - time.monotonic()
                if self._closed or left <= 0:
                    why = "the command has ended" if self._closed else f"{seconds} s are over"
                    raise AssertionError("\n".join([why, *lines]))
                self._changed.wait(left)
            return lines

    def type(self, text: str) -> None:
        """Type a text, such as ``q`` or ``\\n``."""
        os.write(self._ours, text.encode())

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self.type("\x03")

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size; the command learns of it as from any terminal."""
        with self._changed:
            self._screen.resize(rows, columns)
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait(self, seconds: float = _LONGEST) -> int:
        """Wait for the command's end and for all that it wrote; return its exit code.

        Raises:
            subprocess.TimeoutExpired: It has not ended.
        """
        code = self._process.wait(seconds)
        self._reader.join(seconds)
        return code

    def _read(self) -> None:
        with suppress(OSError):  # how a terminal says that its other end is closed
            while chunk := os.read(self._ours, 65536):
                with self._changed:
                    self._seen += chunk
                    self._stream.feed(chunk)
                    self._changed.notify_all()
        with self._changed:
            self._closed = True
            self._changed.notify_all()
