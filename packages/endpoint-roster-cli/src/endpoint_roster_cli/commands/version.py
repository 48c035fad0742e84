"""roster version."""

from __future__ import annotations

import click

from .. import __version__
from ..exit_codes import OK
from ..output.stdout import print_lines


@click.command("version")
def command() -> int:
    """Print the version, as --version does."""
    print_lines([f"roster {__version__}"])
    return OK
