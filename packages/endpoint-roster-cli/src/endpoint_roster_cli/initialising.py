"""roster init."""

from __future__ import annotations

import errno
import os
import shlex
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
from endpoint_roster.config import default_file, how_to_configure

from .config_text import draft
from .exit_codes import OK
from .messages import warn

if TYPE_CHECKING:
    from .config_text import Draft

# What a file system says that cannot give one file two names.
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS)


def init(output: str | None, *, force: bool) -> int:
    """Write a configuration file.

    Args:
        output: Where it goes; ``-`` for stdout, the usual place if left out.
        force: Whether a file that is there may be replaced.

    Returns:
        The exit code.

    Raises:
        click.ClickException: It cannot be written, or there is one.
        ConfigurationError: The environment names no place where it could be.
    """
    made = draft()
    if output == "-":
        click.echo(made.text, nl=False)
        sys.stdout.flush()
        _tell(made)
        return OK
    file = Path(output) if output else default_file()
    try:
        _write(file, made.text, force=force)
    except FileExistsError:
        raise click.ClickException(
            f"{file} is there already, and stays as it is. Look at what would be written with"
            " --output -, or replace it with --force."
        ) from None
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from None
    warn(f"wrote {file}")
    _tell(made)
    usual = file == default_file()
    config = "" if usual else f" --config {shlex.quote(str(file))}"
    if made.found:
        warn(f"next: roster doctor{config}, then roster list{config}")
    else:
        warn(f"next: uncomment an account in the file, then roster doctor{config}")
    return OK


def _tell(made: Draft) -> None:
    """Say what the environment has."""
    if made.found:
        warn(f"found: {', '.join(made.found)}")
    for name, fault in made.incomplete.items():
        warn(f"incomplete, so only an example: {name}: {fault}")
    if made.missing:
        warn(f"nothing found, so only an example: {', '.join(made.missing)}")
    for fault in made.broken.values():
        warn(f"left out: {fault}")
    if not made.found:
        warn(how_to_configure())


def _write(file: Path, text: str, *, force: bool) -> None:
    """Write a file that only its owner may read; nobody ever sees a part of it.

    Raises:
        FileExistsError: It is there already, and may not be replaced.
        OSError: It cannot be written.
    """
    if force:
        file = file.resolve()  # a link stays one
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if force:
            Path(temporary).replace(file)
        else:
            _put(Path(temporary), file)
    finally:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()


def _put(temporary: Path, file: Path) -> None:
    """Give a file its name, unless another one has it.

    Raises:
        FileExistsError: Another one has it.
    """
    try:
        file.hardlink_to(temporary)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # Whoever makes the file has its name; what was made is then replaced at once.
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        temporary.replace(file)
