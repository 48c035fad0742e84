"""What a test may leave behind: nothing."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def sockets() -> int:
    """Count the open sockets of this process."""
    if not Path("/proc/self/fd").is_dir():
        return 0  # elsewhere, an unclosed socket is still a ResourceWarning, and that an error
    count = 0
    for entry in Path("/proc/self/fd").iterdir():
        try:
            count += str(entry.readlink()).startswith("socket:")
        except FileNotFoundError:
            continue  # that of the folder itself
    return count


def soon(condition: Callable[[], bool]) -> bool:
    """Tell whether a condition comes true within 5 seconds."""
    end = time.monotonic() + 5
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True
