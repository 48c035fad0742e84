"""Spans and metrics of OpenTelemetry, by its stable conventions for HTTP clients.

The maintained instrumentation of httpx is not used: it follows the stable conventions only where
the environment says so, and it records the values of queries. Imported only by ``instrument``.
"""

from __future__ import annotations

import time
from importlib.metadata import version
from typing import TYPE_CHECKING

from opentelemetry import metrics, trace
from opentelemetry.trace import SpanKind, StatusCode

if TYPE_CHECKING:
    from typing import Any

    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import TracerProvider
    from opentelemetry.util.types import AttributeValue

_NAME = __name__.partition(".")[0]
_SCHEMA = "https://opentelemetry.io/schemas/1.30.0"
#: Seconds, as the conventions ask for.
_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0]
_PORTS = {"http": 80, "https": 443}


class Telemetry:
    """Makes spans and metrics.

    Args:
        tracer_provider: Where spans go; the global one if None.
        meter_provider: Where metrics go; the global one if None.
    """

    def __init__(
        self, tracer_provider: TracerProvider | None, meter_provider: MeterProvider | None
    ) -> None:
        ours = version("endpoint-roster")
        self.tracer = trace.get_tracer(_NAME, ours, tracer_provider, _SCHEMA)
        meter = metrics.get_meter(_NAME, ours, meter_provider, _SCHEMA)
        self.requests = meter.create_histogram(
            "http.client.request.duration",
            "s",
            "Duration of HTTP client requests.",
            explicit_bucket_boundaries_advisory=_BUCKETS,
        )
        self.listings = meter.create_histogram(
            "endpoint_roster.listing.duration",
            "s",
            "Time that reading one account took.",
            explicit_bucket_boundaries_advisory=[*_BUCKETS, 30.0, 60.0, 120.0, 300.0],
        )
        self.endpoints = meter.create_counter(
            "endpoint_roster.endpoints", "{endpoint}", "Endpoints that were delivered."
        )

    def listing(self, provider: str, account: str) -> ListingSpan:
        """Begin the span of one account, below what is current for the caller of the roster."""
        return ListingSpan(self, provider, account)

    def request(
        self, listing: ListingSpan | None, method: str, url: Any, resent: int
    ) -> RequestSpan:
        """Begin the span of one request.

        Args:
            listing: The span that it belongs to.
            method: Method of HTTP.
            url: An ``httpx.URL`` without query and credentials.
            resent: How often it has been sent before.
        """
        return RequestSpan(self, listing, method, url, resent)


class ListingSpan:
    """The span of one account."""

    def __init__(self, telemetry: Telemetry, provider: str, account: str) -> None:
        self._telemetry = telemetry
        self._labels: dict[str, AttributeValue] = {"endpoint_roster.provider": provider}
        self._started = time.perf_counter()
        about = {**self._labels, "endpoint_roster.account": account}
        self.span = telemetry.tracer.start_span("list endpoints", attributes=about)

    def end(self, pages: int, endpoints: int, *, error: str | None) -> None:
        """End the span.

        Args:
            pages: Pages read.
            endpoints: Endpoints delivered.
            error: Kind of the first failure.
        """
        self.span.set_attribute("endpoint_roster.pages", pages)
        self.span.set_attribute("endpoint_roster.endpoints", endpoints)
        labels = dict(self._labels)
        if error:
            labels["error.type"] = error
            self.span.set_attribute("error.type", error)
            self.span.set_status(StatusCode.ERROR, error)
        self.span.end()
        self._telemetry.listings.record(time.perf_counter() - self._started, labels)
        self._telemetry.endpoints.add(endpoints, self._labels)


class RequestSpan:
    """The span of one request."""

    def __init__(
        self, telemetry: Telemetry, listing: ListingSpan | None, method: str, url: Any, resent: int
    ) -> None:
        self._telemetry = telemetry
        self._labels: dict[str, AttributeValue] = {
            "http.request.method": method,
            "server.address": url.host,
            "server.port": url.port or _PORTS.get(url.scheme, 0),
        }
        about = {**self._labels, "url.full": str(url)}
        if resent:
            about["http.request.resend_count"] = resent
        parent = trace.set_span_in_context(listing.span) if listing else None
        self._span = telemetry.tracer.start_span(method, parent, SpanKind.CLIENT, about)

    def end(
        self,
        seconds: float,
        status: int | None,
        protocol: str | None,
        id_header: tuple[str, str] | None,
        *,
        error: str | None,
    ) -> None:
        """End the span.

        Args:
            seconds: Time since it began.
            status: Status of the answer, if one came.
            protocol: Version of HTTP, such as ``1.1``.
            id_header: Name and value of the header with the provider's id of the request.
            error: What the call failed with, if it did.
        """
        labels = dict(self._labels)
        if protocol:
            labels["network.protocol.version"] = protocol
        if status:
            labels["http.response.status_code"] = status
        if status and status >= 400:
            error = str(status)
        if error:
            labels["error.type"] = error
            self._span.set_status(StatusCode.ERROR)
        self._span.set_attributes(labels)
        if id_header:
            name, value = id_header
            self._span.set_attribute(f"http.response.header.{name}", [value])
        self._span.end()
        self._telemetry.requests.record(seconds, labels)
