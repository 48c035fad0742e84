"""How much work a program does: the same on every machine, however busy, which seconds are not."""

from __future__ import annotations

import sys


class Calls:
    """A context that counts this thread's calls of functions, Python's own included."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> Calls:
        sys.setprofile(self._note)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _note(self, _frame: object, event: str, _argument: object) -> None:
        self.count += event.endswith("call")
