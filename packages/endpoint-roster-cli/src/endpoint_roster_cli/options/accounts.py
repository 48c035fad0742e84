"""Which accounts a command works with."""

from __future__ import annotations

import warnings
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, NamedTuple

from ..clock import clock
from ..output.messages import warn
from ..process import sigterm_raises

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from endpoint_roster import Account, Failure, Roster
    from endpoint_roster.options import RosterOptions

# Small pages, so that a few dozen simulated endpoints already show how pages are followed.
_SIMULATED_PAGE = 10


class AccountSource(NamedTuple):
    """Where accounts come from, and how long to wait for them, in seconds."""

    config: str | None = None  # a file; else that of the usual place, else the environment
    sim: bool = False
    sim_endpoints: int | None = None  # of each simulated cloud; a few dozen if left out
    read_timeout: float | None = None  # of a request; the roster's own if left out
    deadline: float | None = None  # of an account; the roster's own if left out
    debug: bool = False  # whether requests and answers are printed


class Accounts(NamedTuple):
    """The accounts of a roster that were selected, and why others of them cannot be used."""

    usable: Sequence[Account]
    unusable: tuple[Failure, ...]


@contextmanager
def open_roster(source: AccountSource) -> Generator[Roster]:
    """Open the roster of a source, and close it at the end.

    Raises:
        RosterError: There is no account, or the configuration is wrong.
        click.ClickException: The simulated clouds are not installed.
    """
    if source.debug:
        from ..output.debug import shown_requests

        shown = shown_requests()
    else:
        shown = nullcontext()
    with shown, _opened(source) as roster:
        yield roster


@contextmanager
def _opened(source: AccountSource) -> Generator[Roster]:
    from endpoint_roster import Roster

    options: RosterOptions = {}
    if source.read_timeout is not None:
        options["timeout"] = source.read_timeout
    if source.deadline is not None:
        options["deadline"] = source.deadline
    if source.sim:
        from ..simulator import simulated_accounts

        # Endpoints are as old as they would be at this time of day.
        today = clock().now().replace(hour=0, minute=0, second=0, microsecond=0)
        with simulated_accounts(source.sim_endpoints, today) as accounts:
            options["page_size"] = _SIMULATED_PAGE
            with Roster(accounts, **options) as roster:
                yield roster
    else:
        with _configured(source.config, options) as roster:
            yield roster


def select_accounts(
    roster: Roster, providers: tuple[str, ...], labels: tuple[str, ...]
) -> Accounts:
    """Return the accounts of these providers and labels; all where none is named.

    Raises:
        QueryError: There is no such provider or account; the text says which there are.
        NoAccountsError: None is left.
    """
    usable = roster.list(providers=providers, accounts=labels).accounts
    unusable = tuple(
        failure
        for failure in roster.unusable
        if (not providers or failure.provider in providers)
        and (not labels or failure.account in labels)
    )
    return Accounts(usable, unusable)


def _configured(config: str | None, options: RosterOptions) -> Roster:
    """Make the user's roster; a warning about an unsafe file is a message like others."""
    from endpoint_roster import InsecureConfigurationWarning, Roster

    # Commands that fetch secrets end with it.
    with sigterm_raises(), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", InsecureConfigurationWarning)
        roster = Roster.from_file(config, **options) if config else Roster.from_config(**options)
    for warning in caught:
        warn(str(warning.message))
    return roster
