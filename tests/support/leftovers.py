"""What a test may leave behind: nothing."""

from __future__ import annotations

import os
import socket
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DESCRIPTORS = Path("/proc/self/fd")


@dataclass(frozen=True)
class Held:
    """What this process holds, each by a name that is never used twice.

    Attributes:
        threads: Its threads.
        sockets: Its sockets; none where the platform does not tell. There, an unclosed socket is
            still a ResourceWarning, and that an error.
    """

    threads: frozenset[threading.Thread]
    sockets: frozenset[str]

    @classmethod
    def now(cls) -> Held:
        """Look what there is."""
        return cls(frozenset(threading.enumerate()), frozenset(name for name, _ in _sockets()))

    @classmethod
    def settled(cls) -> Held:
        """Look what there is once the connections of earlier tests are gone at both ends.

        The end that a simulated cloud holds goes a moment after the client has closed the other.
        What does not go within 5 seconds is taken for a part of the surroundings.
        """
        soon(lambda: not any(_is_connection(descriptor) for _, descriptor in _sockets()), 5)
        soon(lambda: not any(map(_is_short_lived, threading.enumerate())), 5)
        return cls.now()

    def difference(self) -> str:
        """Say, in words, what there is now besides, and what is missing; empty if nothing is."""
        now = Held.now()
        words = {
            "threads left": [thread.name for thread in now.threads - self.threads],
            "threads gone": [thread.name for thread in self.threads - now.threads],
            "sockets left": sorted(now.sockets - self.sockets),
            "sockets gone": sorted(self.sockets - now.sockets),
        }
        return "; ".join(f"{what}: {', '.join(names)}" for what, names in words.items() if names)

    def check(self) -> None:
        """Wait until there is exactly this again.

        Raises:
            AssertionError: It takes longer than 30 seconds.
        """
        soon(lambda: Held.now() == self)
        now = Held.now()
        assert now == self, (
            f"{len(self.threads)} threads and {len(self.sockets)} sockets became"
            f" {len(now.threads)} and {len(now.sockets)}; {self.difference()}"
        )


class Circle:
    """Something that only a collection of garbage can free, and what it holds."""

    def __init__(self, *held: object) -> None:
        self.held = held
        self.itself = self


def soon(condition: Callable[[], bool], seconds: float = 30) -> bool:
    """Tell whether a condition comes true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def _sockets() -> Iterator[tuple[str, int]]:
    """Yield name and descriptor of each open socket."""
    for entry in _DESCRIPTORS.iterdir() if _DESCRIPTORS.is_dir() else ():
        try:
            name = str(entry.readlink())
        except FileNotFoundError:
            continue  # that of the folder itself, or closed meanwhile
        if name.startswith("socket:"):
            yield name, int(entry.name)


def _is_connection(descriptor: int) -> bool:
    """Tell whether a socket is one end of a connection, and neither listens nor is a pipe."""
    try:
        copy = os.dup(descriptor)
    except OSError:
        return False  # closed meanwhile
    try:
        examined = socket.socket(fileno=copy)
    except OSError:
        os.close(copy)  # something else has got the number meanwhile
        return False
    with examined:
        internet = examined.family in (socket.AF_INET, socket.AF_INET6)
        return internet and not examined.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)


def _is_short_lived(thread: threading.Thread) -> bool:
    return thread.name.startswith(("endpoint-roster-import", "endpoint-roster-secrets"))
