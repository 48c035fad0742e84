"""How much work a program does: the same on every machine, however busy, which seconds are not."""

from __future__ import annotations

from cProfile import Profile
from typing import Self


class Calls:
    """A context that counts this thread's calls of functions, Python's own included."""

    def __init__(self) -> None:
        self._profile = Profile()
        self.count = 0

    def __enter__(self) -> Self:
        self._profile.enable()
        return self

    def __exit__(self, *_: object) -> None:
        self._profile.disable()
        self.count = sum(entry.callcount for entry in self._profile.getstats())
