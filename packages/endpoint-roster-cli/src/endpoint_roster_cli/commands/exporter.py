"""roster exporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..clock import clock, wait_for_next
from ..exit_codes import NO_CREDENTIALS
from ..options.accounts import open_roster
from ..options.sections import SectionedCommand
from ..options.selection import endpoint_options
from ..options.types import interval
from ..output.messages import print_failures, warn

if TYPE_CHECKING:
    from datetime import timedelta

    from endpoint_roster import Roster

    from ..exporter import RosterCollector
    from ..options.selection import Selection


@click.command(
    "exporter",
    cls=SectionedCommand,
    epilog="""\b
Accounts are read every --interval, not by each scrape. An account that fails
keeps its endpoints as last seen: roster_account_up is 0,
roster_account_last_success_timestamp_seconds says since when, and stderr why.
\b
Examples:
  roster exporter --sim
  roster exporter --interval 5m --mine --costs
  roster exporter --host 0.0.0.0 --port 9000    from other machines, too
  curl http://127.0.0.1:9759/metrics
\b
Exit codes: 1 the port cannot be used, 2 wrong usage, 4 no usable credentials,
130 interrupted.""",
)
@endpoint_options
@click.option(
    "--interval",
    "every",
    type=interval,
    default="1m",
    show_default=True,
    metavar="DURATION",
    help="Time from the start of one listing to the next.",
)
@click.option("--costs", is_flag=True, help="Ask for prices too, which can take further requests.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=9759,
    show_default=True,
    help="Port to listen on; 0 for any that is free.",
)
def command(selection: Selection, every: timedelta, costs: bool, host: str, port: int) -> int:
    """Serve metrics for Prometheus until Ctrl-C."""
    with open_roster(selection.source) as roster:
        pager = roster.list(**selection.filters())
        if not pager.accounts:
            print_failures(pager.collect().failures)
            return NO_CREDENTIALS
        collector = _serve(host, port)
        while True:
            started = clock().now()
            _read(roster, selection, collector, costs=costs)
            wait_for_next(started, every)


def _serve(host: str, port: int) -> RosterCollector:
    """Serve what a collector gathers, in a thread.

    Raises:
        click.ClickException: The address cannot be used, or the extra is not installed.
    """
    try:
        from prometheus_client import CollectorRegistry, start_http_server
    except ModuleNotFoundError as error:
        if error.name != "prometheus_client":
            raise
        raise click.ClickException(
            "the exporter is not installed."
            ' Install it: pip install "endpoint-roster-cli[exporter]".'
        ) from None
    from ..exporter import RosterCollector

    collector, registry = RosterCollector(), CollectorRegistry()
    registry.register(collector)
    try:
        server, _ = start_http_server(port, host, registry)
    except OSError as error:
        raise click.ClickException(f"cannot listen on {host}:{port}: {error.strerror}") from None
    shown = f"[{host}]" if ":" in host else host
    warn(f"serving http://{shown}:{server.server_port}/metrics; end with Ctrl-C")
    return collector


def _read(roster: Roster, selection: Selection, collector: RosterCollector, *, costs: bool) -> None:
    """Read the accounts once, by filters whose ages count from now, and say which begin to fail."""
    started = clock().now()
    listing = roster.list(costs=costs, **selection.filters()).collect()
    at = clock().now()
    for event in collector.take(listing, at, max(0.0, (at - started).total_seconds())):
        if event.kind == "account_failed":
            print_failures(event.failures)
        elif event.kind == "account_recovered":
            warn(f"{event.provider} ({event.account}): can be read again")
