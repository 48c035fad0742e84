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

from ..exit_codes import OK
from ..output.messages import warn
from ..output.stdout import print_text

if TYPE_CHECKING:
    from ..config_template import Draft

# What a file system answers that cannot give one file two names.
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS)


@click.command(
    "init",
    epilog="""\b
The usual place is where ENDPOINT_ROSTER_CONFIG says, else
endpoint-roster/config.toml where the platform keeps a user's configuration.
An existing file stays, unless --force is given.
\b
Examples:
  roster init                      then: roster doctor
  roster init --output -           only look at it
  TOGETHER_API_KEY=... roster init --output roster.toml
  roster list --config roster.toml
\b
Exit codes: 0 complete, 1 error (such as: the file exists), 2 wrong usage.""",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="PATH",
    help="Where to write it, - for stdout; the usual place if left out.",
)
@click.option("--force", is_flag=True, help="Replace an existing file.")
def command(output: str | None, force: bool) -> int:
    """Write a commented configuration file from the environment.

    Each provider whose variables are set becomes an account that refers to them; values are not
    written. For every other provider there is an example to uncomment.
    """
    from endpoint_roster.config import default_file

    from ..config_template import draft

    made = draft()
    if output == "-":
        print_text(made.text)
        sys.stdout.flush()
        _summarise(made)
        return OK
    file = Path(output) if output else default_file()
    try:
        _write(file, made.text, force=force)
    except FileExistsError:
        raise click.ClickException(
            f"{file} exists already and was not changed. Look at what would be written with"
            " --output -, or replace it with --force."
        ) from None
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from None
    warn(f"wrote {file}")
    _summarise(made)
    config = "" if file == default_file() else f" --config {shlex.quote(str(file))}"
    if made.found:
        warn(f"next: roster doctor{config}, then roster list{config}")
    else:
        warn(f"next: uncomment an account in the file, then roster doctor{config}")
    return OK


def _summarise(made: Draft) -> None:
    """Say what the environment has."""
    from endpoint_roster.config import how_to_configure

    if made.found:
        warn(f"found: {', '.join(made.found)}")
    for name, fault in made.incomplete.items():
        warn(f"incomplete, so only an example: {name}: {fault}")
    if made.missing:
        warn(f"nothing found, so only an example: {', '.join(made.missing)}")
    for fault in made.broken.values():
        warn(f"left out: {fault}")
    if not made.found:
        for line in how_to_configure().splitlines():
            warn(line)


def _write(file: Path, text: str, *, force: bool) -> None:
    """Write a file that only its owner may read, and that never holds only a part.

    Raises:
        FileExistsError: It exists already, and may not be replaced.
        OSError: It cannot be written.
    """
    if force:
        file = file.resolve()  # a link stays one
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if force:
            temporary.replace(file)
        else:
            _put(temporary, file)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _put(temporary: Path, file: Path) -> None:
    """Give a file its name, unless another one has it."""
    try:
        file.hardlink_to(temporary)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # Creating the file reserves the name; its content then replaces it at once.
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        temporary.replace(file)
