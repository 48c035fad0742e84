"""Files that get what a command writes. None ever holds only a part of it."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import contextmanager, redirect_stdout, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from ..process import sigterm_raises

if TYPE_CHECKING:
    from collections.abc import Generator

#: The name that stands for stdout.
STDOUT = "-"


@contextmanager
def replaced(path: Path, option: str) -> Generator[BinaryIO]:
    """Open a file to write; it takes the place of what was there when all is written.

    After an exception, what was there stays. A device or a pipe is written to at once.

    Args:
        path: The file.
        option: The option that names it, for the message.

    Raises:
        click.ClickException: It cannot be written.
    """
    import secrets  # kept out of start-up

    try:
        real, is_ordinary = _place(path)
    except OSError as error:
        raise _unwritable(path, option, error) from None
    part = real.with_name(f".roster-{secrets.token_hex(4)}") if is_ordinary else real
    try:
        with sigterm_raises(), part.open("xb" if is_ordinary else "wb") as stream:
            yield stream
            stream.flush()
            if is_ordinary:
                _keep_mode(real, part)
        if is_ordinary:
            part.replace(real)
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.filename not in (None, str(part), str(real)):
            raise
        raise _unwritable(path, option, error) from None
    finally:
        if is_ordinary:
            with suppress(OSError):  # such as: the folder is a file
                part.unlink()


@contextmanager
def stdout_into(path: str | None, option: str) -> Generator[None]:
    """Write to a file, in UTF-8, what goes to stdout; see ``replaced``.

    Args:
        path: The file; stdout itself if left out, or ``-``.
        option: The option that names it, for the message.
    """
    if path is None or path == STDOUT:
        yield
        return
    with replaced(Path(path), option) as stream:
        text = TextIOWrapper(stream, encoding="utf-8")
        try:
            with redirect_stdout(text):
                yield
            text.flush()
        finally:
            with suppress(OSError):
                text.detach()  # before it closes the stream


def _place(path: Path) -> tuple[Path, bool]:
    """Return where to write, and whether an ordinary file is there, or will be.

    Raises:
        OSError: There can be none.
    """
    if path.exists() and not path.is_file():
        return path, False  # /dev/stdout may lead to a pipe, which has no other path
    try:
        return path.resolve(), True  # a link stays one, and leads to the new file
    except RuntimeError:  # of Python before 3.13
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from None


def _unwritable(path: Path, option: str, error: OSError) -> click.ClickException:
    return click.ClickException(
        f"cannot write {path}: {error.strerror}. Name another place with {option}"
    )


def _keep_mode(old: Path, new: Path) -> None:
    """Let a file be read by whom the one that it replaces is read."""
    if old.exists():
        shutil.copymode(old, new)
