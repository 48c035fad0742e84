"""What a roster has, as metrics for Prometheus.

An account that fails keeps the endpoints that were seen last; ``roster_account_up`` and the time of
its last success say so.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from . import __version__
from .changes.comparison import keyed
from .changes.tracking import Tracker
from .output.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from endpoint_roster import Listing
    from prometheus_client import Metric

    from .changes.comparison import AccountKey, Event


class _About(NamedTuple):
    text: str
    labels: tuple[str, ...] = ()


_ACCOUNT = ("provider", "account")
_ENDPOINT = (*_ACCOUNT, "id")
#: All metrics, by name.
METRICS = {
    "roster_endpoints": _About("Endpoints as last seen.", (*_ACCOUNT, "state", "kind")),
    "roster_endpoint_info": _About(
        "What an endpoint is; always 1.", (*_ENDPOINT, "name", "model", "kind", "region", "state")
    ),
    "roster_endpoint_created_timestamp_seconds": _About(
        "When an endpoint was created, if its provider reports it.", _ENDPOINT
    ),
    "roster_endpoint_replicas": _About(
        "Replicas of an endpoint: min and max that it scales to, current, and ready.",
        (*_ENDPOINT, "count"),
    ),
    "roster_endpoint_cost_per_hour": _About(
        "What an endpoint costs for one hour as it runs now, where that is known.",
        (*_ENDPOINT, "currency"),
    ),
    "roster_account_up": _About("Whether the last listing read the account completely.", _ACCOUNT),
    "roster_account_last_success_timestamp_seconds": _About(
        "When the account was last read completely.", _ACCOUNT
    ),
    "roster_account_listing_seconds": _About(
        "Time that the last listing waited for the account.", _ACCOUNT
    ),
    "roster_listing_seconds": _About("Time that the last listing took."),
    "roster_listing_timestamp_seconds": _About("When the last listing ended."),
    "roster_build_info": _About("Version of the exporter; always 1.", ("version",)),
}


class RosterCollector(Collector):
    """Gathers metrics from one listing after the other; a scrape reads those of the newest."""

    def __init__(self) -> None:
        self._tracker = Tracker(compared=())
        self._last_success: dict[AccountKey, datetime] = {}
        #: Endpoints by provider, account, state and kind. What there was once stays, as 0: a
        #: missing sample would fit no alert.
        self._counts: dict[tuple[str, ...], int] = {}
        self._metrics: Sequence[Metric] = ()

    def take(self, listing: Listing, at: datetime, seconds: float) -> list[Event]:
        """Take in a listing, and return what has happened since the one before.

        Args:
            listing: The listing.
            at: When it ended; aware.
            seconds: How long it took.
        """
        events = self._tracker.take(listing, at)
        samples = _Samples()
        samples.add("roster_build_info", 1, __version__)
        samples.add("roster_listing_seconds", seconds)
        samples.add("roster_listing_timestamp_seconds", at.timestamp())
        for report in listing.accounts:
            account = report.provider, report.account
            is_up = account not in self._tracker.failing
            if is_up:
                self._last_success[account] = at
            samples.add("roster_account_up", is_up, *account)
            samples.add("roster_account_listing_seconds", report.seconds, *account)
            if success := self._last_success.get(account):
                name = "roster_account_last_success_timestamp_seconds"
                samples.add(name, success.timestamp(), *account)
        self._add_endpoints(samples)
        self._metrics = [*samples.families.values()]  # at once: a scrape may come at any time
        return events

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics; called by each scrape."""
        yield from self._metrics

    def _add_endpoints(self, samples: _Samples) -> None:
        endpoints = self._tracker.everything()
        count = Counter((e.provider, e.account, e.state.value, e.kind or "") for e in endpoints)
        self._counts = {**dict.fromkeys(self._counts, 0), **count}
        for labels, number in self._counts.items():
            samples.add("roster_endpoints", number, *labels)
        for (*_, number), endpoint in keyed(endpoints).items():
            # Where a provider gives one id twice: labels must differ.
            identifier = endpoint.id if number == 1 else f"{endpoint.id}#{number}"
            labels = (endpoint.provider, endpoint.account, identifier)
            about = (endpoint.name, endpoint.model, endpoint.kind, endpoint.region, endpoint.state)
            samples.add("roster_endpoint_info", 1, *labels, *(word or "" for word in about))
            if created := endpoint.created_at:
                name = "roster_endpoint_created_timestamp_seconds"
                samples.add(name, created.timestamp(), *labels)
            if (cost := endpoint.cost) and cost.per_hour is not None and cost.currency:
                name = "roster_endpoint_cost_per_hour"
                samples.add(name, float(cost.per_hour), *labels, cost.currency)
            if has := endpoint.replicas:
                for name in ("min", "max", "current", "ready"):
                    replicas: int | None = getattr(has, name)
                    if replicas is not None:
                        samples.add("roster_endpoint_replicas", replicas, *labels, name)


class _Samples:
    """Samples of one listing, by metric."""

    def __init__(self) -> None:
        self.families = {
            name: GaugeMetricFamily(name, about.text, labels=about.labels)
            for name, about in METRICS.items()
        }

    def add(self, name: str, value: float, *labels: str) -> None:
        """Add one sample; what a provider sent is harmless in it, and can be encoded."""
        self.families[name].add_metric([safe(label) for label in labels], value)
