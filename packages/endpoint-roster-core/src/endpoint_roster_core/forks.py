"""Noticing that this is another process than the one that opened a connection."""

from __future__ import annotations

import os
from typing import Final

_forsaken: Final[list[object]] = []


class _Process:
    generation = 0


def generation() -> int:
    """Return a number that is another one in each forked child."""
    return _Process.generation


def forsake(*things: object) -> None:
    """Keep what belongs to the parent process alive: to end it here would disturb it there.

    An event loop that is freed takes its file descriptors out of the parent's selector.
    """
    _forsaken.extend(things)


def _after_fork() -> None:
    _Process.generation += 1


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_after_fork)
