"""Put rendered code in its place in one step, so that a kill at any moment leaves old or new.

All work goes on in a staging folder beside the packages, under a lock. Linux swaps two folders in
one system call. Where that cannot be had, the old folder is moved aside, into the staging folder,
and the new one moved in: a kill between the two leaves no folder, and the next run, before it does
anything else, moves the old one back.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

PREFIX = ".staging-"
ASIDE = "aside"
AT_FDCWD = -100
RENAME_EXCHANGE = 2
#: What a kernel or a file system says that cannot swap.
UNABLE = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM})


@contextlib.contextmanager
def lock(folder: Path) -> Generator[int | None]:
    """Let one run at a time write; yields the descriptor that holds the lock.

    The lock is on the folder itself, so no file is made, and goes with the last process that has
    the descriptor: give it to children, and none outlives its parent unnoticed. Systems without
    `flock` (Windows) run unlocked.
    """
    try:
        import fcntl
    except ImportError:
        yield None
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("waiting for another run to finish", file=sys.stderr)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def staging(folder: Path) -> Generator[Path]:
    """A folder for work in progress, on the file system of `folder`; git does not see it."""
    folder.mkdir(exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
    try:
        (place / ".gitignore").write_text("*\n", encoding="utf-8")
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def is_leftover(path: Path) -> bool:
    """Whether this is, or was, a staging folder."""
    return path.name.startswith(PREFIX)


def recover(folder: Path) -> None:
    """Clean up after runs that were killed. Call it under the lock."""
    if not folder.is_dir():
        return
    for left in filter(is_leftover, sorted(folder.iterdir())):
        aside = left / ASIDE
        for old in sorted(aside.iterdir()) if aside.is_dir() else ():
            if not (folder / old.name).exists():
                old.rename(folder / old.name)
        shutil.rmtree(left)


def exchange(one: Path, other: Path) -> bool:
    """Swap two paths in one step; false where the system cannot.

    Raises:
        OSError: It can, but something else is wrong.
    """
    if not sys.platform.startswith("linux"):
        return False
    swap = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if swap is None:
        return False
    if swap(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in UNABLE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def replace(
    rendered: Path, place: Path, stage: Path, swap: Callable[[Path, Path], bool] = exchange
) -> None:
    """Put a rendered package or file in its place; what was there ends in the staging folder."""
    if rendered.is_file():
        place.parent.mkdir(parents=True, exist_ok=True)
        rendered.replace(place)
    elif not place.exists():
        rendered.rename(place)
    elif not swap(rendered, place):
        aside = stage / ASIDE / place.name
        aside.parent.mkdir(exist_ok=True)
        place.rename(aside)
        try:
            rendered.rename(place)
        except OSError:
            aside.rename(place)
            raise
