"""Spans and metrics of OpenTelemetry, by its stable conventions for HTTP clients.

The maintained instrumentation of httpx is not used: it follows the stable conventions only where
the environment says so, and it records the values of queries. Imported only by ``instrument``.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from opentelemetry import metrics, trace
from opentelemetry.trace import SpanKind, StatusCode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TypeAlias

    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import TracerProvider
    from opentelemetry.util.types import AttributeValue

    Labels: TypeAlias = dict[str, AttributeValue]

_NAME = __name__.partition(".")[0]
_SCHEMA = "https://opentelemetry.io/schemas/1.30.0"
#: Seconds, as the conventions ask for.
_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0]
_PORTS = {"http": 80, "https": 443}


class Telemetry:
    """Makes spans and metrics, by OpenTelemetry's global providers where None is given."""

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
        self.actions = meter.create_histogram(
            "endpoint_roster.action.duration",
            "s",
            "Time that one action on one endpoint took.",
            explicit_bucket_boundaries_advisory=[*_BUCKETS, 30.0, 60.0, 120.0, 300.0],
        )
        self.endpoints = meter.create_counter(
            "endpoint_roster.endpoints", "{endpoint}", "Endpoints that were delivered."
        )

    def listing(self, provider: str, account: str) -> Span:
        """Begin the span of one account, below what is current for the caller of the roster."""
        labels: Labels = {"endpoint_roster.provider": provider}
        about = {**labels, "endpoint_roster.account": account}
        span = self.tracer.start_span("list endpoints", attributes=about)
        return Span(span, self.listings, labels)

    def action(self, provider: str, account: str, action: str) -> Span:
        """Begin the span of one action, below what is current for the caller of the roster."""
        labels: Labels = {"endpoint_roster.provider": provider, "endpoint_roster.action": action}
        about = {**labels, "endpoint_roster.account": account}
        span = self.tracer.start_span(f"{action} endpoint", attributes=about)
        return Span(span, self.actions, labels)

    def request(self, parent: Span | None, method: str, url: Any, resent: int) -> Span:
        """Begin the span of one request, to an ``httpx.URL`` without query and credentials."""
        labels: Labels = {
            "http.request.method": method,
            "server.address": url.host,
            "server.port": url.port or _PORTS.get(url.scheme, 0),
        }
        about = {**labels, "url.full": str(url)}
        if resent:
            about["http.request.resend_count"] = resent
        context = trace.set_span_in_context(parent.span) if parent else None
        span = self.tracer.start_span(method, context, SpanKind.CLIENT, about)
        return Span(span, self.requests, labels)


class Span:
    """A started span, the metric of how long such spans take, and what labels both."""

    def __init__(self, span: trace.Span, seconds: metrics.Histogram, labels: Labels) -> None:
        self.span = span
        self.labels = labels
        self._seconds = seconds

    def end(
        self,
        seconds: float,
        error: str | None,
        labels: Mapping[str, AttributeValue] | None = None,
        about: Mapping[str, AttributeValue] | None = None,
    ) -> None:
        """End the span, with further labels of span and metric, and attributes of the span."""
        both = {**self.labels, **(labels or {})}
        if error:
            both["error.type"] = error
            self.span.set_status(StatusCode.ERROR)
        self.span.set_attributes({**both, **(about or {})})
        self.span.end()
        self._seconds.record(seconds, both)
