"""roster report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from endpoint_roster import Listing
from endpoint_roster.query import Query

from .exit_codes import INCOMPLETE, NO_CREDENTIALS, OK
from .messages import print_failures
from .progress import shown_progress
from .report.page import page
from .sources import Source, open_roster
from .world import world

if TYPE_CHECKING:
    from datetime import timedelta

    from endpoint_roster import Endpoint, Failure

    from .asking import Asked

_STD = "-"


def run(asked: Asked, file: str | None, output: str, old: timedelta) -> int:
    """Write the page.

    Args:
        asked: Which endpoints; without a file, of which accounts.
        file: A saved listing, ``-`` for stdin; the accounts are asked if left out.
        output: Where the page is written, ``-`` for stdout.
        old: Age from which on a dedicated endpoint that is up may have been forgotten.

    Returns:
        The exit code.

    Raises:
        click.UsageError: What was asked does not go together.
        click.ClickException: A file cannot be read or written.
    """
    if output == _STD and sys.stdout.isatty():
        raise click.UsageError("A page is nothing for a terminal: give -o report.html.")
    if file is None:
        listing, usable = _live(asked)
        origin = "asked of simulated clouds" if asked.source.sim else "asked of the providers"
    else:
        listing, usable = _saved(asked, file), True
        name = "stdin" if file == _STD else Path(file).name
        origin = f"from the saved listing {name}, whose states may have changed since"
    _write(page(listing, now=world().now(), origin=origin, old=old), output)
    print_failures(listing.failures)
    if listing.complete:
        return OK
    return INCOMPLETE if usable else NO_CREDENTIALS


def _live(asked: Asked) -> tuple[Listing, bool]:
    """Return what the accounts have, and whether there was one that could be asked."""
    with open_roster(asked.source) as roster:
        pager = roster.list(**asked.filters())
        with shown_progress(pager):
            return pager.collect(), bool(pager.accounts)


def _saved(asked: Asked, file: str) -> Listing:
    """Return those of a saved listing that are asked for.

    Raises:
        click.UsageError: Something is asked that only providers can answer.
    """
    from .saved import read_listing

    filters: dict[str, Any] = {**asked.filters()}
    if filters.pop("provider_options", None) or asked.source != Source():
        raise click.UsageError(
            "A saved listing has its own accounts and answers: leave out --ask, --config, --sim,"
            " --timeout and --deadline, or leave out FILE."
        )
    query, saved = Query.of(**filters), read_listing(file)

    def asks(about: Endpoint | Failure) -> bool:
        return (not query.providers or about.provider in query.providers) and (
            not query.accounts or about.account in query.accounts
        )

    endpoints = query.pick([*filter(asks, saved.endpoints)])
    # Whatever is left out, a listing that lacked something may lack what is asked for.
    return Listing(endpoints, [*filter(asks, saved.failures)], saved.complete)


def _write(written: str, output: str) -> None:
    """Write the page, so that whoever opens it finds all of it."""
    data = written.encode()  # the page says that it is UTF-8, wherever it goes
    if output == _STD:
        rest = memoryview(data)
        while rest:  # without a buffer (python -u), one write may take only a part
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.flush()
        return
    target = Path(output)
    # Only a file can be put in the place of another: a device or a pipe is written to.
    ordinary = target.is_file() or not target.exists()
    try:
        with click.open_file(output, "wb", atomic=ordinary) as stream:
            stream.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.ClickException(
            f"cannot write {output}: {error.strerror}; name another place with -o"
        ) from None
