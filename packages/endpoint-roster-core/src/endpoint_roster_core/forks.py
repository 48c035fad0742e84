"""What a forked child does with things of its parent: leave them alone, and have its own.

A child gets a copy of everything, of locks that no thread of it will ever release, of connections
that both would read, and of event loops that nothing runs.
"""

from __future__ import annotations

import os
import weakref
from typing import Final, Protocol


class Inheritor(Protocol):
    """Something that must begin again in a forked child."""

    def after_fork(self) -> None:
        """Leave alone what belongs to the parent process; called in the child, in any case."""
        ...


_inheritors: Final[weakref.WeakSet[Inheritor]] = weakref.WeakSet()
_forsaken: Final[list[object]] = []


def call_after_fork(one: Inheritor) -> None:
    """Have something begin again in every forked child, as long as it lives."""
    _inheritors.add(one)


def forsake(*things: object) -> None:
    """Keep what belongs to the parent process alive: to end it here would disturb it there.

    An event loop that is freed takes its file descriptors out of the parent's selector.
    """
    _forsaken.extend(things)


def _after_fork() -> None:
    for one in list(_inheritors):
        one.after_fork()


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_after_fork)
