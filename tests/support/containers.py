"""A process that is the first of its own, as that of a container is."""

from __future__ import annotations

import shutil
import subprocess

#: What to put before a command. A shell that runs the tests in the background has its commands
#: ignore INT and QUIT, and nohup ignores HUP; in a container they are as usual.
FIRST = ("env", "--default-signal=INT,QUIT,HUP", "unshare", "--fork", "--pid", "--kill-child")


def can_be_first() -> bool:
    """Whether the kernel and this user's rights allow it."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*FIRST, "true"], check=False, capture_output=True).returncode == 0
