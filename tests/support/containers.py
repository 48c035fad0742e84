"""A process that is the first of its own, as that of a container is."""

from __future__ import annotations

import shutil
import subprocess

#: What to put before a command.
FIRST = ("unshare", "--fork", "--pid", "--kill-child")


def can_be_first() -> bool:
    """Whether the kernel and this user's rights allow it."""
    if shutil.which(FIRST[0]) is None:
        return False
    return subprocess.run([*FIRST, "true"], check=False, capture_output=True).returncode == 0
