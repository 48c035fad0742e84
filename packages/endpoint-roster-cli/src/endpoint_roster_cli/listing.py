"""roster list."""

from __future__ import annotations

import sys
import warnings
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from endpoint_roster import IncompleteError, InsecureConfigurationWarning, Roster, to_dict

from . import render
from .exit_codes import INCOMPLETE, NO_CREDENTIALS, OK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from endpoint_roster import Failure, Sweep


def run(
    output: str,
    config: str | None,
    filters: dict[str, Any],
    *,
    sim: bool,
    sim_endpoints: int | None,
) -> int:
    """List endpoints.

    Args:
        output: ``table``, ``json`` or ``jsonl``.
        config: File with accounts; if left out, the configuration file of the usual place or,
            where there is none, the environment.
        filters: Filters of ``Roster.list``.
        sim: Whether to list simulated clouds instead.
        sim_endpoints: How many endpoints each of them has.

    Returns:
        The exit code.
    """
    with ExitStack() as stack:
        if sim:
            from .simulation import simulated_accounts

            # Small pages, so that a few dozen endpoints already show how pages are followed.
            accounts = stack.enter_context(simulated_accounts(sim_endpoints))
            roster = Roster(accounts, page_size=10)
        else:
            roster = _configured(config)
        sweep = stack.enter_context(roster).list(**filters)
        failures = _PRINTERS[output](sweep)
        sys.stdout.flush()
        render.print_failures(failures)
    if not failures:
        return OK
    return INCOMPLETE if sweep.accounts else NO_CREDENTIALS


def _configured(config: str | None) -> Roster:
    """Make the user's roster; what is unsafe about a file is told like all else."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", InsecureConfigurationWarning)
        roster = Roster.from_file(config) if config else Roster.from_config()
    for warning in caught:
        render.warn(str(warning.message))
    return roster


def _table(sweep: Sweep) -> Sequence[Failure]:
    listing = sweep.collect()
    if listing.endpoints:
        render.print_table(listing.endpoints)
    if sys.stderr.isatty():
        render.warn(f"{len(listing.endpoints)} endpoints of {len(sweep.accounts)} accounts")
    return listing.failures


def _json(sweep: Sweep) -> Sequence[Failure]:
    listing = sweep.collect()
    document = to_dict(listing)
    del document["accounts"]  # how long each took would make every output differ
    render.print_json(document, indent=2)
    return listing.failures


def _jsonl(sweep: Sweep) -> Sequence[Failure]:
    try:
        for endpoint in sweep:
            render.print_json(to_dict(endpoint))
    except IncompleteError as error:
        return error.failures
    return ()


_PRINTERS = {"table": _table, "json": _json, "jsonl": _jsonl}
