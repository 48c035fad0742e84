"""Which accounts a command works with: the simulated ones, a file's, or the usual ones."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from endpoint_roster import InsecureConfigurationWarning, Roster

from .messages import warn
from .world import world

if TYPE_CHECKING:
    from collections.abc import Generator

    from endpoint_roster.options import RosterOptions

# Small pages, so that a few dozen simulated endpoints already show how pages are followed.
_SIMULATED_PAGE = 10


@dataclass(frozen=True, slots=True)
class Source:
    """Where accounts come from, and how patiently they are asked.

    Attributes:
        config: File with accounts; if left out, the configuration file of the usual place or,
            where there is none, the environment.
        sim: Whether to ask simulated clouds instead.
        sim_endpoints: How many endpoints each of them has; a few dozen if left out.
        timeout: Seconds that one request may go without progress; the roster's own if left out.
        deadline: Seconds for reading one account; the roster's own if left out.
    """

    config: str | None = None
    sim: bool = False
    sim_endpoints: int | None = None
    timeout: float | None = None
    deadline: float | None = None


@contextmanager
def open_roster(source: Source) -> Generator[Roster]:
    """Open the roster of a source, and close it at the end.

    Raises:
        RosterError: There is no account, or something of the configuration cannot work.
        click.ClickException: The simulated clouds are not installed.
    """
    options: RosterOptions = {}
    if source.timeout is not None:
        options["timeout"] = source.timeout
    if source.deadline is not None:
        options["deadline"] = source.deadline
    if source.sim:
        from .simulation import simulated_accounts

        # Endpoints are as old as they would be for whoever looks at this time of day.
        today = world().now().replace(hour=0, minute=0, second=0, microsecond=0)
        with simulated_accounts(source.sim_endpoints, today) as accounts:
            options["page_size"] = _SIMULATED_PAGE
            with Roster(accounts, **options) as roster:
                yield roster
    else:
        with _configured(source.config, options) as roster:
            yield roster


def _configured(config: str | None, options: RosterOptions) -> Roster:
    """Make the user's roster; what is unsafe about a file is told like all else."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", InsecureConfigurationWarning)
        roster = Roster.from_file(config, **options) if config else Roster.from_config(**options)
    for warning in caught:
        warn(str(warning.message))
    return roster
