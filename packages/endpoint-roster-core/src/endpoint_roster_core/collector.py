"""Python's collector of cyclic garbage, paused while much is made that lives on.

It runs whenever enough containers were made, and would look through the new ones in vain.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from .forks import call_after_fork

if TYPE_CHECKING:
    from collections.abc import Generator


class _State:
    """Whether the collector is paused by us."""

    is_paused = False

    def after_fork(self) -> None:
        """End a pause of a thread that is not in the child."""
        if self.is_paused:
            gc.enable()
            self.is_paused = False


_state: Final = _State()
call_after_fork(_state)


@contextmanager
def collector_paused() -> Generator[bool]:
    """Pause the collector; yields False where it does not run anyway."""
    if not gc.isenabled():  # by the program, or in another thread of ours
        yield False
        return
    _state.is_paused = True
    gc.disable()
    try:
        yield True
    finally:
        gc.enable()
        _state.is_paused = False
